package dev.holdpoint.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Json;
import org.junit.jupiter.api.Test;

/** An object that is put together: what is put stands in it, and what is put as nothing does not. */
class ObjectTextTest {

    @Test
    void aMemberTakesThePlaceOfOneOfItsName() {
        var object = ObjectText.of(new Json("{\"a\":1,\"b\":2}")).put("a", new Json("3"));

        assertThat(object.json()).isEqualTo(new Json("{\"a\":3,\"b\":2}"));
    }

    @Test
    void withoutAValueThereIsNoMemberOfItsNameWhateverStoodThere() {
        var object = ObjectText.of(new Json("{\"a\":1,\"b\":2,\"c\":3}"))
                .put("a", (Json) null)
                .put("b", (String) null)
                .put("d", (Json) null);

        assertThat(object.json()).isEqualTo(new Json("{\"c\":3}"));
    }
}
