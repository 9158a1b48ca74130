package dev.holdpoint.history;

/** What the contract promises, and a history can break. */
public enum Promise {
    ASKED_AS_SENT("an interaction is one that was asked for, and stays as it was asked"),
    ASKED_ONCE("one key, or one ask without a key, makes one interaction"),
    ASK_KEPT("an ask that was acknowledged is there from then on"),
    REFUSAL_CHANGES_NOTHING("what was refused changed nothing"),
    KNOWN_ANSWERS("a call is answered in one of the ways that the contract has for it"),
    WAIT_HELD("a wait is answered when the interaction is settled, or when it is over"),
    ONE_SETTLEMENT("everybody is told the same settlement, to the letter"),
    ONE_WINNER("one attempt wins at most, and its settlement is the one"),
    REPLAYED_TO_WINNER("the winner's key is told that it won, and nobody else's"),
    SETTLED_BY_SOMEBODY("a settlement is one that somebody tried, or that was due"),
    SETTLED_IN_TIME("what is due settles by itself, not before, and nothing else afterwards"),
    SETTLED_SOON("what is due settles soon, where nothing is away"),
    ANSWERED_SOON("a call is answered in time, whatever is away"),
    HELD_WHILE_AWAITED("nobody is taken for lost who waits, or came back within the lease"),
    ASKED_BEFORE_SETTLED("nothing is told of an interaction before it was asked for"),
    NO_STALE_READ("what was told as settled is never read as pending afterwards"),
    LISTED("a list or a snapshot has all that is pending throughout"),
    SESSION_REMOVED("what was asked before a session was removed is not pending afterwards, and is counted"),
    TAB_IN_ORDER("the numbers of a tab's events rise, over all its connections"),
    TAB_TOLD_ALL("a tab misses no event between two that it was told"),
    TAB_TOLD_THE_LOG("an event is the same for every tab, live and replayed"),
    TAB_RESUMED("a tab goes on where it was"),
    SNAPSHOT_IS_THE_LOG("a snapshot is what the log comes to at its number"),
    LOG_IS_THE_STATE("the log has each interaction asked for once, and settled once where it is"),
    STATISTICS_ADD_UP("statistics count what is there");

    private final String sentence;

    Promise(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
