package dev.holdpoint.interaction;

/** Whether whoever asks something may decide it, as the asker says. */
public enum Separation {
    /** As it is for what is of its type. */
    BY_TYPE,

    /** Who asks does not decide. */
    YES,

    /** Who asks may decide, too. */
    NO
}
