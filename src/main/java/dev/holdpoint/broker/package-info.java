/**
 * The front door: {@link dev.holdpoint.broker.Asking}, {@link dev.holdpoint.broker.Settling}, {@link
 * dev.holdpoint.broker.Reading}, each called with who calls. The store behind its ports decides, the registry delivers,
 * people are told after. Nothing here reads a clock, blocks a thread or depends on a framework.
 */
@NullMarked
package dev.holdpoint.broker;

import org.jspecify.annotations.NullMarked;
