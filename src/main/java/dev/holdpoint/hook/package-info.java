/**
 * The hook that agents run before a tool is used ({@link dev.holdpoint.hook.Hook}): it asks a service, and whatever goes wrong
 * blocks the call. An agent takes most failures of a hook for consent, so nothing here is one: there is a last word, said once, by
 * whoever comes first to it. What the service says is passed on only where it is what the agent's wire knows.
 */
@NullMarked
package dev.holdpoint.hook;

import org.jspecify.annotations.NullMarked;
