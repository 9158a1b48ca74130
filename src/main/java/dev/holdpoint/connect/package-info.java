/**
 * Puts the hook into an agent's settings and takes it out again ({@link dev.holdpoint.connect.Connecting}), and knows it there
 * ({@link dev.holdpoint.connect.Gate}). Nothing is written that was not shown before, and nothing into a file that the agent would not
 * load then. No secret is in the settings: the line names a file that has it.
 */
@NullMarked
package dev.holdpoint.connect;

import org.jspecify.annotations.NullMarked;
