/**
 * Puts the hook into an agent's settings and takes it out again ({@link dev.holdpoint.connect.Connecting}), and finds out whether it is
 * in the way ({@link dev.holdpoint.connect.Doctor}). The settings are somebody's own file: what is in it stays as it is, to the byte,
 * and nothing is written that was not shown before. No secret is in them: the line names a file that has it.
 */
@NullMarked
package dev.holdpoint.connect;

import org.jspecify.annotations.NullMarked;
