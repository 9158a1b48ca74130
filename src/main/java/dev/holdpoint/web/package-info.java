/**
 * The inbox page at {@code /}: its frame and what the browser may do with it. What it shows is TypeScript in
 * {@code src/main/resources/web}, bundled at build time; it talks to the service as any other client does.
 */
@NullMarked
package dev.holdpoint.web;

import org.jspecify.annotations.NullMarked;
