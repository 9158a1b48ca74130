/**
 * The door {@code /v1}: HTTP in, HTTP out, and the event stream. Resources have methods of a few lines; what they mean is
 * said in {@link dev.holdpoint.broker}, what bodies look like in {@link dev.holdpoint.wire}.
 */
@NullMarked
package dev.holdpoint.rest;

import org.jspecify.annotations.NullMarked;
