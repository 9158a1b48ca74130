package dev.holdpoint.interaction;

/**
 * Something that happened to an interaction and is durable: it was asked, or it settled.
 *
 * @param number its place in the store's log: later events have greater numbers, and no number is used twice
 * @param interaction as it was made by the event: pending when asked, settled when settled
 */
public record InteractionEvent(long number, Interaction interaction) {}
