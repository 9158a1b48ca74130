/**
 * What callers and tabs did and were told, written down, and judged by what the contract promises ({@code Promise}).
 * {@code Checker} is pure: it knows nothing but the history, and finds who was told what is not so.
 */
@NullMarked
package dev.holdpoint.history;

import org.jspecify.annotations.NullMarked;
