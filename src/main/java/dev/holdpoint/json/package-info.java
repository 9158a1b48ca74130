/**
 * Reads and writes JSON: strictly, with every error and its place; in one form for all texts of the same value; as it was
 * sent. What is wrong is a {@link dev.holdpoint.interaction.Violation}, never an answer of some protocol.
 */
@NullMarked
package dev.holdpoint.json;

import org.jspecify.annotations.NullMarked;
