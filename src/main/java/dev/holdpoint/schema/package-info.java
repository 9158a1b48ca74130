/**
 * Keeps {@link dev.holdpoint.broker.ResponseCheck}: JSON Schema 2020-12 by a library, and nothing ever fetched. Whatever a
 * check looks at is charged ({@code Meter}, {@code MeteredNodes}) and ends it where it is too much, or takes too long; what
 * takes longer than a moment is done on two threads. What the library throws is told to nobody.
 */
@NullMarked
package dev.holdpoint.schema;

import org.jspecify.annotations.NullMarked;
