package dev.holdpoint.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * How a tab's stream stands, as a pure machine: an input gives the next state and what is to be done.
 *
 * <p>{@code Replaying → Live → Closing → Closed}, back from {@code Live} to {@code Replaying} where something was missed,
 * and from every state to {@code Closed}. While history is read, live events queue; then those that the reading contained
 * are dropped and the stream flips to live. A queue that overflows meanwhile means reading on from the log; one that
 * overflows when live means that the tab reads too slowly, and it is cut off.
 *
 * <p>A {@code position} is a number up to which everything was taken by the connection, or does not concern the tab: what
 * is queued or on its way does not count. {@code onWay} is the position once that is taken, {@link #NOTHING} where
 * nothing is on its way.
 */
sealed interface TabStream {

    /** A queue is over its bound when it is over both: bytes, and events. */
    int MAX_QUEUED_SIZE = 1 << 20;

    int MAX_QUEUED_EVENTS = 64;

    /** How much is given to the output at a time, one frame at least. */
    int WRITE_SIZE = 256 << 10;

    long NOTHING = -1;

    Step next(Input input);

    /** A state, and what is to be done on the way there. */
    record Step(TabStream state, List<Effect> effects) {
        static Step to(TabStream state, Effect... effects) {
            return new Step(state, List.of(effects));
        }

        /** The same step, and before what is to be done the stream shows that it is alive. */
        Step afterAlive() {
            var all = new ArrayList<Effect>(List.of(new Effect.Alive()));
            all.addAll(effects);
            return new Step(state, all);
        }
    }

    /** A stream that begins with what is pending. */
    static Step fresh() {
        return Step.to(new Replaying(0, NOTHING, FrameQueue.EMPTY, false, false), new Effect.ReadSnapshot());
    }

    /** A stream that goes on right after an event. */
    static Step after(long number) {
        return Step.to(
                new Replaying(number, NOTHING, FrameQueue.EMPTY, false, false),
                new Effect.Alive(),
                new Effect.ReadLog(number));
    }

    /** Goes back to the log for what came after an event. */
    private static Step readingOn(long number) {
        return Step.to(new Replaying(number, NOTHING, FrameQueue.EMPTY, false, false), new Effect.ReadLog(number));
    }

    /**
     * Reads from the store, or waits until what was read is taken.
     *
     * @param mustReadOn whether there is more to be read than the queue holds, which is empty then
     * @param isOpening whether what is on its way is what the stream begins with
     */
    record Replaying(long position, long onWay, FrameQueue queue, boolean mustReadOn, boolean isOpening)
            implements TabStream {

        @Override
        public Step next(Input input) {
            return switch (input) {
                case Input.Offered(Frame frame) -> Step.to(offered(frame));
                case Input.Missed _ -> Step.to(readingOn());
                case Input.SnapshotRead(List<Frame> frames, long number) ->
                    Step.to(new Replaying(position, number, queue, mustReadOn, true), new Effect.Write(frames));
                case Input.LogRead read -> {
                    boolean isBehind = mustReadOn || !read.isLast();
                    FrameQueue kept = isBehind ? FrameQueue.EMPTY : queue;
                    yield Step.to(
                            new Replaying(position, read.through(), kept, isBehind, false),
                            new Effect.Write(read.frames()));
                }
                case Input.LogGone() ->
                    Step.to(new Replaying(0, NOTHING, queue, mustReadOn, false), new Effect.ReadSnapshot());
                case Input.Written() -> {
                    Step step = mustReadOn
                            ? TabStream.readingOn(onWay)
                            : new Live(onWay, NOTHING, queue.after(onWay)).writing();
                    yield isOpening ? step.afterAlive() : step;
                }
                case Input.FrameGone() -> Step.to(new Closed(), new Effect.CutOff());
                case Input.Stopping() ->
                    onWay == NOTHING ? Step.to(new Closed(), new Effect.Finish()) : Step.to(new Closing(onWay, queue));
                case Input.ReadFailed() -> Step.to(new Closed(), new Effect.Finish());
                case Input.Left() -> Step.to(new Closed(), new Effect.Forget());
                case Input.Tick() -> Step.to(this);
            };
        }

        private Replaying offered(Frame frame) {
            if (mustReadOn || frame.number() <= queue.last()) {
                return this;
            }
            FrameQueue longer = queue.plus(frame);
            return isOver(longer) ? readingOn() : new Replaying(position, onWay, longer, false, isOpening);
        }

        private Replaying readingOn() {
            return new Replaying(position, onWay, FrameQueue.EMPTY, true, isOpening);
        }
    }

    /**
     * Everything is known that happened; what is announced is written as the connection takes it.
     *
     * @param queue empty where nothing is on its way
     */
    record Live(long position, long onWay, FrameQueue queue) implements TabStream {

        @Override
        public Step next(Input input) {
            return switch (input) {
                case Input.Offered(Frame frame) -> offered(frame);
                case Input.Missed(long known, long next) -> missed(Math.max(position, known), next);
                case Input.Written() -> new Live(onWay, NOTHING, queue).writing();
                case Input.Tick() -> onWay == NOTHING ? Step.to(this, new Effect.Alive()) : Step.to(this);
                case Input.FrameGone() -> Step.to(new Closed(), new Effect.CutOff());
                case Input.Stopping() ->
                    onWay == NOTHING ? Step.to(new Closed(), new Effect.Finish()) : Step.to(new Closing(onWay, queue));
                case Input.Left() -> Step.to(new Closed(), new Effect.Forget());
                case Input.SnapshotRead _, Input.LogRead _, Input.LogGone _, Input.ReadFailed _ -> Step.to(this);
            };
        }

        private Step offered(Frame frame) {
            if (frame.number() <= Math.max(Math.max(position, onWay), queue.last())) {
                return Step.to(this);
            }
            FrameQueue longer = queue.plus(frame);
            if (isOver(longer)) {
                return Step.to(new Closed(), new Effect.CutOff());
            }
            return new Live(position, onWay, longer).writing();
        }

        /** What is on its way arrives; what only queued is read again with what was missed. */
        private Step missed(long known, long next) {
            if (onWay != NOTHING) {
                return Step.to(new Replaying(position, onWay, FrameQueue.EMPTY, true, false));
            }
            return known < next - 1 ? TabStream.readingOn(known) : Step.to(this);
        }

        /** This state with the next frames on their way, if nothing is and some wait. */
        Step writing() {
            if (onWay != NOTHING || queue.isEmpty()) {
                return Step.to(this);
            }
            Taken taken = take(queue);
            return Step.to(new Live(position, taken.last(), taken.rest()), new Effect.Write(taken.frames()));
        }
    }

    /** The service stops: what is queued is still written, then the stream ends. */
    record Closing(long onWay, FrameQueue queue) implements TabStream {

        @Override
        public Step next(Input input) {
            return switch (input) {
                case Input.Written() -> goOn();
                case Input.FrameGone() -> Step.to(new Closed(), new Effect.CutOff());
                case Input.Left() -> Step.to(new Closed(), new Effect.Forget());
                case Input _ -> Step.to(this);
            };
        }

        private Step goOn() {
            FrameQueue rest = queue.after(onWay);
            if (rest.isEmpty()) {
                return Step.to(new Closed(), new Effect.Finish());
            }
            Taken taken = take(rest);
            return Step.to(new Closing(taken.last(), taken.rest()), new Effect.Write(taken.frames()));
        }
    }

    /** It is over; nothing happens to it any more. */
    record Closed() implements TabStream {
        @Override
        public Step next(Input input) {
            return Step.to(this);
        }
    }

    private static boolean isOver(FrameQueue queue) {
        return queue.size() > MAX_QUEUED_SIZE && queue.count() > MAX_QUEUED_EVENTS;
    }

    /** The frames that go out next, the number of the last of them, and what is left. */
    record Taken(List<Frame> frames, long last, FrameQueue rest) {}

    private static Taken take(FrameQueue queue) {
        var frames = new ArrayList<Frame>();
        FrameQueue rest = queue;
        long last = 0;
        for (int size = 0; !rest.isEmpty() && size < WRITE_SIZE; rest = rest.withoutFirst()) {
            Frame frame = rest.first();
            frames.add(frame);
            size += frame.size();
            last = frame.number();
        }
        return new Taken(frames, last, rest);
    }
}
