package dev.holdpoint.app;

import dev.holdpoint.access.Credential;
import dev.holdpoint.access.TokenRequest;
import dev.holdpoint.cli.CredentialJson;
import dev.holdpoint.rest.CredentialViews;
import dev.holdpoint.rest.TokenBodies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The JSON of {@code /v1/tokens} for the command, which does not know that door. */
public final class CredentialShapes implements CredentialJson {

    @Override
    public TokenRequest token(byte[] body) {
        return TokenBodies.token(body);
    }

    @Override
    public TokenRequest link(byte[] body) {
        return TokenBodies.link(body);
    }

    @Override
    public byte[] made(Credential token, String secret) {
        return CredentialViews.token(token, Optional.of(secret));
    }

    @Override
    public byte[] list(List<Credential> tokens) {
        return CredentialViews.tokens(tokens);
    }

    @Override
    public byte[] link(String url, Instant expiresAt) {
        return CredentialViews.link(url, expiresAt);
    }
}
