/**
 * Keeps {@link dev.holdpoint.interaction.ResponseCheck}: JSON Schema 2020-12 by a library, with everything bounded that a
 * hostile asker could blow up (references, regular expressions, the number of steps), and nothing ever fetched.
 */
@NullMarked
package dev.holdpoint.schema;

import org.jspecify.annotations.NullMarked;
