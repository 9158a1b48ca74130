package dev.holdpoint.history;

/** One call and its answer. Times are nanoseconds since the history's start: before it was sent, after it was answered. */
public record Operation(String caller, Call call, long begin, long end, Answer answer) {

    Operation answered(Answer other) {
        return new Operation(caller, call, begin, end, other);
    }

    boolean isBefore(Operation other) {
        return end < other.begin;
    }
}
