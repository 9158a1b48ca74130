package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Events;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    private static final String TAG = "\"pending\"";

    @Test
    void theTagChangesWithTheStatus() {
        var pending = Events.pending(Asks.any().ask());
        var settled = pending.settledAs(new Settlement(Events.TIME, Origin.TIMEOUT, null, new Outcome.Expired()));
        assertThat(EntityTags.of(pending)).isEqualTo(TAG);
        assertThat(EntityTags.of(settled)).isEqualTo("\"expired\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"pending\"",
                "W/\"pending\"",
                "*",
                " * ",
                "\"a\", \"pending\"",
                "\"a\",W/\"b\",W/\"pending\" ",
                "\"a,b\" , \"pending\"",
                "\"\",\"pending\",",
                ", \"pending\""
            })
    void aTagIsFoundInAList(String header) {
        assertThat(EntityTags.match(List.of(header), TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"other\"",
                "pending",
                "W/pending",
                "w/\"pending\"",
                "\"pending",
                "\"PENDING\"",
                "\"pending \"",
                "\"*\"",
                "W/*",
                "\"a,*,b\"",
                "\"a, \", \" pending\"",
                "\"a,W/\"pending\",b\""
            })
    void anythingElseIsAnotherTag(String header) {
        assertThat(EntityTags.match(List.of(header), TAG)).isFalse();
    }

    @Test
    void aTagIsFoundInAnyOfTheHeaders() {
        assertThat(EntityTags.match(List.of(), TAG)).isFalse();
        assertThat(EntityTags.match(List.of("\"a\"", "\"b\", \"pending\""), TAG))
                .isTrue();
    }
}
