/**
 * The core: what an interaction is, who decides it, who is told. It knows the world through ports ({@link
 * dev.holdpoint.interaction.Store}, {@link dev.holdpoint.interaction.ResponseCheck}, {@link
 * dev.holdpoint.interaction.Announcer}, {@link dev.holdpoint.interaction.Timers}, {@link
 * dev.holdpoint.interaction.EventEncoding}) and is known by everybody. Nothing here reads a clock, blocks a thread or
 * depends on a framework.
 */
@NullMarked
package dev.holdpoint.interaction;

import org.jspecify.annotations.NullMarked;
