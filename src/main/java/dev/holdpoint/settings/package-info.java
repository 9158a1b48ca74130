/**
 * Agents' settings, which are somebody's own files: where they are, what stands in them with its place
 * ({@link dev.holdpoint.settings.SettingsText}), and how they are changed with nothing else in them changed. A file is written as a whole
 * or not at all, and stays its owner's. Nothing here knows what an agent makes of them.
 */
@NullMarked
package dev.holdpoint.settings;

import org.jspecify.annotations.NullMarked;
