/**
 * From the log to whoever listens: {@link dev.holdpoint.stream.Hub} hears of events, a {@link
 * dev.holdpoint.stream.Subscriber} brings them to one tab, {@link dev.holdpoint.stream.TabStream} says how. Another kind
 * of listener is another output, or another {@link dev.holdpoint.broker.EventListener}.
 */
@NullMarked
package dev.holdpoint.stream;

import org.jspecify.annotations.NullMarked;
