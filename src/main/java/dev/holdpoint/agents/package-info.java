/**
 * The door of coding agents' hooks, {@code /v1/agents}: a hook's input comes in, its output goes out. What they say is
 * understood and worded in {@link dev.holdpoint.dialect}; this only speaks HTTP. Whatever is not understood is an error, for
 * an error blocks.
 */
@NullMarked
package dev.holdpoint.agents;

import org.jspecify.annotations.NullMarked;
