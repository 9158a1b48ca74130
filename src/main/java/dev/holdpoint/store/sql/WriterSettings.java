package dev.holdpoint.store.sql;

/**
 * How much may wait for the writer.
 *
 * @param queue how many writes
 * @param queueSize how many bytes of payload with them
 */
public record WriterSettings(int queue, long queueSize) {}
