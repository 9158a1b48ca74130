/**
 * What callers did and were told, written down while the service is killed and its store fails, and judged afterwards by
 * what the contract promises ({@code Promise}). {@code Judge} is pure; {@code JudgeTest} shows that it finds faults.
 */
package dev.holdpoint.history;
