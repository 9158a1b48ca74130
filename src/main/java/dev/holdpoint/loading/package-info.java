/**
 * What agents make of their settings: which files they load ({@link dev.holdpoint.loading.Loading}), and which of their tools a hook is
 * run for ({@link dev.holdpoint.loading.ToolPattern}). All of it was seen with the agents themselves, of the versions that are named.
 * What an agent passes over without a word is what is dangerous: a call that was to be held goes through.
 */
@NullMarked
package dev.holdpoint.loading;

import org.jspecify.annotations.NullMarked;
