package dev.holdpoint.access;

/** What became of a token that was to be made. */
public sealed interface Made {

    /** It is kept. */
    record Kept(Credential credential) implements Made {}

    /** The token that it should descend from is not there any more. */
    record Orphan() implements Made {}

    /** It would be the child of too many. */
    record TooDeep(int generations) implements Made {}

    /** Its family has as many living tokens as it may. */
    record TooMany(int tokens) implements Made {}
}
