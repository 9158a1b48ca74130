/**
 * The door {@code /mcp}: the Model Context Protocol over Streamable HTTP (2025-06-18 and 2025-11-25), of which this is written for
 * one thing: a call that is held until a person answers survives whatever happens to its connection and to this process.
 * Nothing of a session is kept here; what it takes to come back stands in the cursor that a stream begins with.
 */
@NullMarked
package dev.holdpoint.mcp;

import org.jspecify.annotations.NullMarked;
