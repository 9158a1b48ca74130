package dev.holdpoint.stream;

import static dev.holdpoint.stream.Frames.frame;
import static dev.holdpoint.stream.Frames.said;
import static dev.holdpoint.stream.Frames.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.stream.TabStream.Closed;
import dev.holdpoint.stream.TabStream.Live;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The machine of a tab's stream, input by input. Effects are told as words, in order. */
class TabStreamTest {

    private static final int LARGE = TabStream.MAX_QUEUED_SIZE;
    private static final int BOUND = TabStream.MAX_QUEUED_EVENTS;

    private TabStream state = new Closed();
    private final List<String> done = new ArrayList<>();

    /** With what only shows that the stream is alive. */
    private final List<String> all = new ArrayList<>();

    @Test
    void aFreshStreamBeginsWithASnapshotAndThenIsLive() {
        take(TabStream.fresh());
        on(snapshot(7));
        assertThat(state).isNotInstanceOf(Live.class);
        on(new Input.Written());
        assertThat(state).isInstanceOf(Live.class);
        offer(8);
        assertThat(done).containsExactly("read snapshot", "write [sync 7]", "write [8]");
    }

    @Test
    void whatIsOfferedWhileTheSnapshotIsReadFollowsIt() {
        take(TabStream.fresh());
        offer(6, 7, 8, 9);
        on(snapshot(7));
        offer(10);
        on(new Input.Written());
        assertThat(done).containsExactly("read snapshot", "write [sync 7]", "write [8, 9, 10]");
    }

    @Test
    void aResumedStreamReadsTheLogPieceByPiece() {
        take(TabStream.after(3));
        on(log(5, false, 4, 5));
        on(new Input.Written());
        on(log(9, true, 6, 8));
        on(new Input.Written());
        offer(10);
        assertThat(done)
                .containsExactly("read log after 3", "write [4, 5]", "read log after 5", "write [6, 8]", "write [10]");
    }

    @Test
    void whatIsOfferedDuringAReplayIsNotSentTwiceNorBeforeItsTime() {
        take(TabStream.after(3));
        offer(5, 6);
        on(log(5, true, 4, 5));
        offer(7);
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 3", "write [4, 5]", "write [6, 7]");
    }

    @Test
    void aReplayThatIsNotOverDropsWhatWasOfferedAndReadsItLater() {
        take(TabStream.after(0));
        offer(3, 4);
        on(log(1, false, 1));
        offer(5);
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 0", "write [1]", "read log after 1");
        on(log(5, true, 2, 3, 4, 5));
        on(new Input.Written());
        assertThat(done).endsWith("write [2, 3, 4, 5]");
        assertThat(state).isInstanceOf(Live.class);
    }

    @Test
    void whatConcernsNobodyHereMovesThePositionOn() {
        take(TabStream.after(0));
        on(log(900, true));
        on(new Input.Written());
        missed(0, 902);
        assertThat(done).containsExactly("read log after 0", "read log after 900");
    }

    @Test
    void aSlowTabIsWrittenToAgainOnlyWhenItTookWhatItHas() {
        live(0);
        offer(1, 2, 3);
        assertThat(done).containsExactly("write [1]");
        on(new Input.Written());
        assertThat(done).containsExactly("write [1]", "write [2, 3]");
        on(new Input.Written());
        assertThat(done).hasSize(2);
    }

    @Test
    void aWriteEndsWhenItIsLargeEnough() {
        live(0);
        offer(1);
        for (int number = 2; number < 6; number++) {
            on(new Input.Offered(frame(number, TabStream.WRITE_SIZE / 2)));
        }
        on(new Input.Written());
        on(new Input.Written());
        assertThat(done).containsExactly("write [1]", "write [2, 3]", "write [4, 5]");
    }

    @Test
    void aTabWithFewEventsQueuedIsNotCutOffHoweverLargeTheyAre() {
        live(0);
        offer(1);
        for (int number = 2; number <= 1 + BOUND; number++) {
            on(new Input.Offered(frame(number, LARGE)));
        }
        assertThat(state).isInstanceOf(Live.class);
        on(new Input.Offered(frame(2 + BOUND, LARGE)));
        assertThat(done).containsExactly("write [1]", "cut off");
        assertThat(state).isInstanceOf(Closed.class);
    }

    @Test
    void aTabWithLittleQueuedIsNotCutOffHoweverManyEventsThatAre() {
        // Given: frames of 1 KiB, of which the queue may hold just 1,024
        live(0);
        offer(1);
        for (int number = 2; number <= 1 + LARGE / 1024; number++) {
            on(new Input.Offered(frame(number, 1024)));
        }
        assertThat(state).isInstanceOf(Live.class);

        // When: one byte more
        on(new Input.Offered(frame(5_000, 4)));

        // Then
        assertThat(done).containsExactly("write [1]", "cut off");
    }

    @Test
    void aQueueThatIsOverItsBoundDuringAReplayMeansReadingOn() {
        take(TabStream.after(0));
        for (int number = 2; number <= 100; number++) {
            on(new Input.Offered(frame(number, LARGE)));
        }
        on(log(50, true, 1));
        on(new Input.Written());
        on(log(100, true, 99));
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 0", "write [1]", "read log after 50", "write [99]");
        assertThat(state).isInstanceOf(Live.class);
    }

    @Test
    void anEventThatIsOfferedAgainIsSentOnce() {
        live(3);
        offer(2, 3, 4, 4);
        offer(5, 4, 5);
        on(new Input.Written());
        offer(4, 5, 6, 5, 6);
        on(new Input.Written());
        on(new Input.Written());
        offer(6, 5, 4);
        assertThat(done).containsExactly("write [4]", "write [5]", "write [6]");
    }

    @Test
    void anEventThatIsOfferedAgainDuringAReplayIsSentOnce() {
        take(TabStream.after(3));
        offer(5, 6, 5, 6);
        on(log(4, true, 4));
        offer(6, 4, 7);
        on(new Input.Written());
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 3", "write [4]", "write [5, 6, 7]");
    }

    @Test
    void whatIsQueuedButNotWrittenIsReadAgainWhenSomethingWasMissed() {
        // Given: 1 is on its way, 2 and 3 wait behind it
        live(0);
        offer(1, 2, 3);

        // When: 4 was lost, 5 is announced
        missed(3, 5);
        offer(5);
        on(new Input.Written());

        // Then: the log is read from where the connection stands
        assertThat(done).containsExactly("write [1]", "read log after 1");
        on(log(5, true, 2, 3, 4, 5));
        on(new Input.Written());
        assertThat(done).endsWith("write [2, 3, 4, 5]");
        assertThat(state).isInstanceOf(Live.class);
    }

    @Test
    void anIdleTabReadsFromTheLastThatWasOfferedWhenSomethingWasMissed() {
        live(3);
        missed(9, 11);
        offer(11);
        on(log(11, true, 10, 11));
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 9", "write [10, 11]");
    }

    @Test
    void whatWasTakenMovesThePositionOn() {
        live(3);
        offer(4);
        on(new Input.Written());
        missed(0, 6);
        assertThat(done).containsExactly("write [4]", "read log after 4");
    }

    @Test
    void anIdleTabThatReadUpToTheGapsEndReadsNothing() {
        live(10);
        missed(0, 11);
        offer(11);
        assertThat(done).containsExactly("write [11]");
    }

    @Test
    void whatIsMissedDuringAReplayIsReadAfterIt() {
        take(TabStream.after(0));
        offer(2);
        missed(2, 4);
        offer(4);
        on(log(1, true, 1));
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 0", "write [1]", "read log after 1");
    }

    @Test
    void whatIsMissedWhileTheReplayIsWrittenIsReadAfterIt() {
        take(TabStream.after(0));
        on(log(1, true, 1));
        missed(1, 3);
        offer(3);
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 0", "write [1]", "read log after 1");
    }

    @Test
    void aPositionNewerThanTheNewestLosesNothingThatIsOfferedMeanwhile() {
        take(TabStream.after(999));
        offer(5, 6);
        on(new Input.LogGone());
        offer(7);
        on(snapshot(5));
        offer(8);
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 999", "read snapshot", "write [sync 5]", "write [6, 7, 8]");
    }

    @Test
    void whatWasMissedBeforeTheLogWasGoneIsReadAfterTheSnapshot() {
        take(TabStream.after(999));
        missed(4, 6);
        on(new Input.LogGone());
        on(snapshot(5));
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 999", "read snapshot", "write [sync 5]", "read log after 5");
    }

    @Test
    void anIdleStreamEndsWhenTheServiceStops() {
        live(3);
        on(new Input.Stopping());
        assertThat(done).containsExactly("finish");
        assertThat(state).isInstanceOf(Closed.class);
    }

    @Test
    void aSlowStreamEndsAfterItsLastEvent() {
        live(0);
        offer(1, 2);
        on(new Input.Offered(frame(3, TabStream.WRITE_SIZE)));
        on(new Input.Offered(frame(4, TabStream.WRITE_SIZE)));
        on(new Input.Stopping());
        on(new Input.Stopping());
        on(new Input.Written());
        on(new Input.Written());
        assertThat(done).containsExactly("write [1]", "write [2, 3]", "write [4]");
        on(new Input.Written());
        assertThat(done).endsWith("finish");
    }

    @Test
    void aStreamThatIsReadingEndsWhenTheServiceStops() {
        take(TabStream.fresh());
        on(new Input.Stopping());
        on(snapshot(3));
        assertThat(done).containsExactly("read snapshot", "finish");
        assertThat(state).isInstanceOf(Closed.class);
    }

    @Test
    void aStreamThatIsReplayingEndsAfterWhatItWasGivenAndWhatFollows() {
        take(TabStream.after(0));
        offer(2, 3);
        on(log(2, true, 1, 2));
        on(new Input.Stopping());
        assertThat(done).containsExactly("read log after 0", "write [1, 2]");
        on(new Input.Written());
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 0", "write [1, 2]", "write [3]", "finish");
    }

    @Test
    void aReplayThatIsNotOverEndsWithoutAGap() {
        take(TabStream.after(0));
        offer(7);
        on(log(2, false, 1, 2));
        offer(8);
        on(new Input.Stopping());
        offer(9);
        on(new Input.Written());
        assertThat(done).containsExactly("read log after 0", "write [1, 2]", "finish");
    }

    @Test
    void onlyAQuietStreamShowsThatItIsAlive() {
        take(TabStream.fresh());
        on(new Input.Tick());
        on(snapshot(0));
        on(new Input.Tick());
        on(new Input.Written());
        on(new Input.Tick());
        offer(1);
        on(new Input.Tick());
        assertThat(all).containsExactly("read snapshot", "write [sync 0]", "alive", "alive", "write [1]");
    }

    @Test
    void aResumedStreamShowsAtOnceThatItIsAlive() {
        take(TabStream.after(3));
        on(log(5, true, 4, 5));
        on(new Input.Written());
        on(new Input.Missed(5, 7));
        assertThat(all).containsExactly("alive", "read log after 3", "write [4, 5]", "read log after 5");
    }

    @Test
    void aStreamThatBeginsAfreshShowsAfterItsSnapshotThatItIsAlive() {
        take(TabStream.after(3));
        on(new Input.LogGone());
        on(snapshot(9));
        on(new Input.Written());
        assertThat(all).containsExactly("alive", "read log after 3", "read snapshot", "write [sync 9]", "alive");
    }

    @Test
    void aStreamWhoseFrameWasLetGoIsCutOffWhereverItStands() {
        for (TabStream.Step beginning : List.of(TabStream.fresh(), TabStream.after(0))) {
            for (int inputs = 0; inputs < 4; inputs++) {
                take(beginning);
                List<Input> then = List.of(snapshot(3), new Input.Offered(frame(4)), new Input.Stopping());
                then.subList(0, inputs).forEach(this::on);
                on(new Input.FrameGone());
                assertThat(done).as("after %d", inputs).endsWith("cut off");
                assertThat(state).isInstanceOf(Closed.class);
            }
        }
    }

    @Test
    void aStoreThatCannotBeReadEndsTheStream() {
        take(TabStream.after(0));
        on(new Input.ReadFailed());
        assertThat(done).containsExactly("read log after 0", "finish");
        assertThat(state).isInstanceOf(Closed.class);
    }

    static List<TabStream> open() {
        var reading = TabStream.after(0).state();
        var writing = reading.next(log(1, true, 1)).state();
        var idle = writing.next(new Input.Written()).state();
        var slow = idle.next(new Input.Offered(frame(2))).state();
        return List.of(
                reading, writing, idle, slow, slow.next(new Input.Stopping()).state());
    }

    @ParameterizedTest
    @MethodSource("open")
    void aTabThatLeavesIsForgottenAndNothingFollows(TabStream stream) {
        state = stream;
        on(new Input.Left());
        assertThat(done).containsExactly("forget");
        for (Input input : List.of(
                new Input.Offered(frame(9)),
                new Input.Missed(9, 11),
                snapshot(9),
                log(9, true, 9),
                new Input.LogGone(),
                new Input.ReadFailed(),
                new Input.Written(),
                new Input.Tick(),
                new Input.Stopping(),
                new Input.Left())) {
            on(input);
        }
        assertThat(done).containsExactly("forget");
    }

    private void live(long position) {
        take(TabStream.fresh());
        on(snapshot(position));
        on(new Input.Written());
        done.clear();
    }

    private void offer(long... numbers) {
        for (long number : numbers) {
            on(new Input.Offered(frame(number)));
        }
    }

    private void missed(long known, long next) {
        on(new Input.Missed(known, next));
    }

    private static Input snapshot(long number) {
        return new Input.SnapshotRead(List.of(saying("sync " + number)), number);
    }

    private static Input log(long through, boolean isLast, long... numbers) {
        var frames = new ArrayList<Frame>();
        for (long number : numbers) {
            frames.add(saying(Long.toString(number)));
        }
        return new Input.LogRead(frames, through, isLast);
    }

    private void on(Input input) {
        take(state.next(input));
    }

    private void take(TabStream.Step step) {
        state = step.state();
        step.effects().forEach(effect -> {
            String word = word(effect);
            if (!word.equals("write []")) {
                all.add(word);
            }
            if (!word.equals("write []") && !word.equals("alive")) {
                done.add(word);
            }
        });
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case Effect.ReadSnapshot() -> "read snapshot";
            case Effect.ReadLog(long after) -> "read log after " + after;
            case Effect.Write(List<Frame> frames) -> "write " + said(frames);
            case Effect.Alive() -> "alive";
            case Effect.Finish() -> "finish";
            case Effect.CutOff() -> "cut off";
            case Effect.Forget() -> "forget";
        };
    }
}
