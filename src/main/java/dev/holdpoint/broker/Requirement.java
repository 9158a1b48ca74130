package dev.holdpoint.broker;

import dev.holdpoint.interaction.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a response to an interaction must satisfy; it never changes.
 *
 * @param schema null where anything will do
 */
public record Requirement(@Nullable Json schema) {}
