package dev.holdpoint.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be asked, each rule at its boundary; and how large it is. */
class AskTest {

    private static final InteractionType QUESTION = new InteractionType("question");
    private static final SessionId SESSION = new SessionId("session");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Ask PLAIN = new Ask(QUESTION, SESSION, MINUTE);
    private static final Duration NANO = Duration.ofNanos(1);

    /** What is bounded in bytes of UTF-8. */
    @SuppressWarnings("ImmutableEnumChecker") // they are functions of values
    enum Sized {
        DATA("/data", Sizes.DATA, PLAIN::withData),
        METADATA("/metadata", Sizes.METADATA, PLAIN::withMetadata),
        SCHEMA("/responseSchema", Sizes.SCHEMA, PLAIN::withResponseSchema),
        RESPONSE("/onExpiry/resolve", Sizes.RESPONSE, json -> PLAIN.withOnExpiry(new OnExpiry.Resolve(json)));

        private final String pointer;
        private final int limit;
        private final Function<Json, Ask> ask;

        Sized(String pointer, int limit, Function<Json, Ask> ask) {
            this.pointer = pointer;
            this.limit = limit;
            this.ask = ask;
        }
    }

    @Test
    void aQuestionOfWhichNothingMoreIsKnownCanBeAsked() {
        assertThat(PLAIN.violations()).isEmpty();
        assertThat(new Ask(InteractionType.ASK_USER, SESSION, MINUTE).violations())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAsLargeAsItMayBeCanBeAsked(Sized sized) {
        assertThat(sized.ask.apply(ofSize(sized.limit)).violations()).isEmpty();
        assertThat(sized.ask.apply(ofSize(sized.limit + 1)).violations())
                .containsExactly(Violation.tooLarge(sized.pointer, sized.limit));
    }

    @ParameterizedTest
    @EnumSource
    void sizesAreInBytes(Sized sized) {
        var fits = new Json('"' + "\u4e2d".repeat((sized.limit - 2) / 3) + '"');
        var tooLarge = new Json('"' + "\u4e2d".repeat((sized.limit - 2) / 3 + 1) + '"');

        assertThat(sized.ask.apply(fits).violations()).isEmpty();
        assertThat(pointers(sized.ask.apply(tooLarge))).containsExactly(sized.pointer);
    }

    @Test
    void aTitleIsOneLineOf200CodePoints() {
        for (String title : List.of("", "x".repeat(200), "\ud83d\ude00".repeat(200), "\u4e2d\u6587 \u2028")) {
            assertThat(PLAIN.withTitle(title).violations()).as(title).isEmpty();
        }
        for (String title :
                List.of("x".repeat(201), "\ud83d\ude00".repeat(201), "a\nb", "\u0000", "\u0085", "\u007f")) {
            assertThat(pointers(PLAIN.withTitle(title))).as(title).containsExactly("/title");
        }
    }

    @Test
    void aDefaultReasonHas2000CodePointsAndNoNul() {
        for (String reason : List.of("", "x".repeat(2_000), "\ud83d\ude00".repeat(2_000), "a\nb")) {
            assertThat(PLAIN.withOnExpiry(new OnExpiry.Reject(reason)).violations())
                    .isEmpty();
        }
        for (String reason : List.of("x".repeat(2_001), "\ud83d\ude00".repeat(2_001), "a\u0000b", "\u0000b")) {
            assertThat(pointers(PLAIN.withOnExpiry(new OnExpiry.Reject(reason))))
                    .containsExactly("/onExpiry/reject");
        }
    }

    @Test
    void aTimeoutIsFrom100MillisecondsTo30Days() {
        assertThat(within(Duration.ofMillis(100)).violations()).isEmpty();
        assertThat(within(Duration.ofDays(30)).violations()).isEmpty();
        for (Duration wrong : List.of(
                Duration.ofMillis(100).minus(NANO), Duration.ofDays(30).plus(NANO), Duration.ZERO, MINUTE.negated())) {
            assertThat(within(wrong).violations())
                    .containsExactly(new Violation("/timeout", "a duration from PT0.1S to PT720H is needed here"));
        }
    }

    @Test
    void aLeaseIsUpToAnHour() {
        assertThat(PLAIN.withLease(Duration.ZERO).violations()).isEmpty();
        assertThat(PLAIN.withLease(Duration.ofHours(1)).violations()).isEmpty();
        for (Duration wrong : List.of(NANO.negated(), Duration.ofHours(1).plus(NANO))) {
            assertThat(PLAIN.withLease(wrong).violations())
                    .containsExactly(new Violation("/lease", "a duration from PT0S to PT1H is needed here"));
        }
    }

    @Test
    void questionsOfTheSameTextCannotBothBeAnswered() {
        assertThat(pointers(askingUser(
                        "[{\"question\":\"a\"},{\"question\":\"b\"},{\"question\":\"a\"},{\"question\":\"a\"}]")))
                .containsExactly("/data/questions/2/question", "/data/questions/3/question");
        assertThat(askingUser("[{\"question\":\"a\"},{\"question\":\"A\"},{\"other\":\"a\"}]")
                        .violations())
                .isEmpty();
    }

    /** Their shape is the schema's business. */
    @Test
    void whatIsNoQuestionIsNotCompared() {
        assertThat(askingUser("[{\"question\":1},{\"question\":1},7,7,null]").violations())
                .isEmpty();
        assertThat(askingUser("\"none\"").violations()).isEmpty();
        assertThat(PLAIN.withData(new Json("{\"questions\":[{\"question\":\"a\"},{\"question\":\"a\"}]}"))
                        .violations())
                .as("of another type")
                .isEmpty();
    }

    @Test
    void allThatIsWrongIsTold() {
        Ask wrong = within(Duration.ZERO)
                .withTitle("\n")
                .withLease(MINUTE.negated())
                .withMetadata(ofSize(Sizes.DATA));

        assertThat(pointers(wrong)).containsExactly("/title", "/metadata", "/timeout", "/lease");
    }

    @Test
    void eachPartThatIsGivenIsTakenAndTheOthersAreKept() {
        var onExpiry = new OnExpiry.Reject("no");
        Ask ask = PLAIN.withTitle("title")
                .withData(new Json("1"))
                .withMetadata(new Json("{\"a\":1}"))
                .withResponseSchema(new Json("true"))
                .withOnExpiry(onExpiry)
                .withLease(MINUTE)
                .withSeparation(Separation.YES);

        assertThat(ask)
                .isEqualTo(new Ask(
                        QUESTION,
                        SESSION,
                        "title",
                        new Json("1"),
                        new Json("{\"a\":1}"),
                        new Json("true"),
                        MINUTE,
                        onExpiry,
                        MINUTE,
                        Separation.YES));
    }

    private static Ask within(Duration timeout) {
        return new Ask(QUESTION, SESSION, timeout);
    }

    private static Ask askingUser(String questions) {
        return new Ask(InteractionType.ASK_USER, SESSION, MINUTE)
                .withData(new Json("{\"questions\":" + questions + "}"));
    }

    private static List<String> pointers(Ask ask) {
        return ask.violations().stream().map(Violation::pointer).toList();
    }

    private static Json ofSize(int bytes) {
        return new Json('"' + "x".repeat(bytes - 2) + '"');
    }
}
