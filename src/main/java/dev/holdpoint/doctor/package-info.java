/**
 * Whether the hooks in agents' settings are in the way ({@link dev.holdpoint.doctor.Doctor}): each is run as its agent runs it, and
 * whatever may keep an agent from running it is looked for ({@link dev.holdpoint.doctor.Switches}). Nothing is changed. Settings come
 * along with what others have written, so only a line that {@link dev.holdpoint.connect} writes is run.
 */
@NullMarked
package dev.holdpoint.doctor;

import org.jspecify.annotations.NullMarked;
