package dev.holdpoint.history;

/**
 * One call and its answer. Times are nanoseconds since the history's start: before it was sent, after it was answered.
 *
 * @param at who was called
 */
public record Operation(String caller, String at, Call call, long begin, long end, Answer answer) {

    Operation answered(Answer other) {
        return new Operation(caller, at, call, begin, end, other);
    }

    boolean isBefore(Operation other) {
        return end < other.begin;
    }
}
