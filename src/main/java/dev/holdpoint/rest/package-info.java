/**
 * HTTP in, HTTP out: strict bodies, views, problems, the event stream. Resources have methods of a few lines; what they
 * mean is said in {@link dev.holdpoint.interaction}.
 */
@NullMarked
package dev.holdpoint.rest;

import org.jspecify.annotations.NullMarked;
