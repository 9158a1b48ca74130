package dev.holdpoint.access;

import dev.holdpoint.interaction.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and how that is known.
 *
 * @param credential what was shown; null where nobody is known
 */
public record Call(Caller caller, @Nullable Shown credential) {

    /** How a caller is known, in the contract's words. */
    public String via() {
        return credential == null ? "none" : credential.kind().toString();
    }
}
