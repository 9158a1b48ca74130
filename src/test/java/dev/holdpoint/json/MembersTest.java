package dev.holdpoint.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembersTest {

    private final Members members =
            read("{\"s\":\"text\",\"n\":1,\"o\":{},\"l\":[],\"t\":true,\"null\":null,\"a/b~c\":1}");

    @Test
    void aMemberOfTheKindThatIsAskedForIsGiven() {
        assertThat(members.string("s")).isEqualTo("text");
        assertThat(members.object("o")).isEqualTo(Json.EMPTY_OBJECT);
        assertThat(members.value("l")).isEqualTo(new Json("[]"));
        assertThat(members.requiredString("s", text -> true, "")).isEqualTo("text");
        assertThat(members.requiredValue("n")).isEqualTo(new Json("1"));
        assertThat(members.optionalValue("t")).isEqualTo(new Json("true"));
        assertThat(members.violations().isEmpty()).isTrue();
    }

    @Test
    void nullMeansAbsentWhereNullIsNoValue() {
        for (String name : new String[] {"null", "absent"}) {
            assertThat(members.string(name)).isNull();
            assertThat(members.object(name)).isNull();
            assertThat(members.optionalValue(name)).isNull();
        }
        assertThat(members.violations().isEmpty()).isTrue();
        assertThat(members.value("null")).isEqualTo(Json.NULL);
        assertThat(members.value("absent")).isNull();
        assertThat(members.has("null")).isTrue();
        assertThat(members.has("absent")).isFalse();
    }

    @Test
    void anythingElseIsToldOnceWhereItStands() {
        assertThat(members.string("n")).isNull();
        assertThat(members.object("l")).isNull();
        assertThat(members.string("s", text -> false, "another shape")).isNull();
        assertThat(members.requiredString("null", text -> true, "a string")).isNull();
        assertThat(members.requiredString("t", text -> true, "a string")).isNull();
        assertThat(members.requiredValue("absent")).isEqualTo(Json.NULL);
        assertThat(members.requiredValue("null")).isEqualTo(Json.NULL);
        assertThat(members.violations().told())
                .containsExactly(
                        new Violation("/n", "a string is needed here"),
                        new Violation("/l", "an object is needed here"),
                        new Violation("/s", "another shape"),
                        new Violation("/null", "missing: a string"),
                        new Violation("/t", "a string"),
                        new Violation("/absent", "missing: any JSON is needed here"));
    }

    @Test
    void membersThatNobodyKnowsAreTold() {
        members.allowOnly(Set.of("s", "n", "o", "l", "t", "null"));
        assertThat(members.violations().told())
                .containsExactly(new Violation("/a~1b~0c", "unknown member; known are [l, n, null, o, s, t]"));
    }

    @Test
    void nothingIsMissingInWhatIsNoObject() {
        Members broken = read("[]");
        broken.requiredString("s", text -> true, "a string");
        broken.requiredValue("v");
        assertThat(broken.violations().told()).hasSize(1);
    }

    @Test
    void whatIsTooLargeIsToldHoweverMuchElseIsWrong() {
        var violations = new Violations();
        for (int i = 0; i < 150; i++) {
            violations.report("/" + i, "wrong");
        }
        violations.add(Violation.tooLarge("/data", 7));
        assertThat(violations.told()).hasSize(101).endsWith(Violation.tooLarge("/data", 7));
        assertThat(violations.more()).isEqualTo(50);
    }

    private static Members read(String body) {
        return StrictJson.read(body.getBytes(StandardCharsets.UTF_8), 10_000);
    }
}
