/** Configuration, wiring, start and stop, metrics and logs: the only package that knows everybody. */
@NullMarked
package dev.holdpoint.app;

import org.jspecify.annotations.NullMarked;
