/**
 * What agents ask in words of their own, in the words of the house, and back: pure functions, a small class for each dialect,
 * called by the doors that those agents knock on. {@link dev.holdpoint.dialect.Asker} puts what they ask through the front
 * door, awaits it and gives it up, once for all of them. Nothing is decided here, and silence is never told as a refusal.
 */
@NullMarked
package dev.holdpoint.dialect;

import org.jspecify.annotations.NullMarked;
