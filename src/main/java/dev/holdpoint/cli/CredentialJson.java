package dev.holdpoint.cli;

import dev.holdpoint.access.Credential;
import dev.holdpoint.access.TokenRequest;
import dev.holdpoint.wire.ProblemException;
import java.time.Instant;
import java.util.List;

/** The JSON of tokens and links as the HTTP contract has it: one shape for both doors. Thread-safe. */
public interface CredentialJson {

    /**
     * Reads what a token is to be.
     *
     * @throws ProblemException with all that is wrong, and where
     */
    TokenRequest token(byte[] body);

    /** The same of a link. */
    TokenRequest link(byte[] body);

    /** A token's record, with its secret. */
    byte[] made(Credential token, String secret);

    /** Records as {@code items}. */
    byte[] list(List<Credential> tokens);

    /** A link to sign in by. */
    byte[] link(String url, Instant expiresAt);
}
