/**
 * A service as its callers see it: an address, a credential, calls that are tried again for as long as that makes sense. It
 * knows of the service what the HTTP contract says and nothing else, so that it is as good against another version or
 * another machine. Whatever cannot be done ends in one exception that says why, and what to do.
 */
@NullMarked
package dev.holdpoint.client;

import org.jspecify.annotations.NullMarked;
