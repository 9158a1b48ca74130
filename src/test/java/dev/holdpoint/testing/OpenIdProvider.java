package dev.holdpoint.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * An OpenID provider at a port of this machine, where it can go down, come back, and change its key. Each path of it is an
 * issuer.
 */
public final class OpenIdProvider implements AutoCloseable {

    /** For whom its tokens are, unless something else is said. */
    public static final String AUDIENCE = "holdpoint-tests";

    private final int port;
    private final Key keys;
    private final boolean asks;
    private MockOAuth2Server server;

    public OpenIdProvider(int port, JWK key) {
        this(port, key, false);
    }

    /**
     * @param asks whether it asks who signs in, in a page with a form; else everybody is signed in at once
     */
    public OpenIdProvider(int port, JWK key, boolean asks) {
        this.port = port;
        this.keys = new Key(key);
        this.asks = asks;
        start();
    }

    /** One key, which it signs with. */
    private static final class Key extends KeyProvider {
        private volatile JWK current;

        Key(JWK key) {
            super(List.of(), "RS256");
            current = key;
        }

        @Override
        public JWK signingKey(String issuer) {
            return current;
        }
    }

    public static int freePort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static ECKey newCurveKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A token as somebody gets it who signs in, good for some minutes. */
    public static String token(JWK key, String issuer, Consumer<JWTClaimsSet.Builder> more) {
        return token(key, key.getAlgorithm().getName(), "at+jwt", issuer, more);
    }

    public static String token(
            JWK key, String algorithm, String type, String issuer, Consumer<JWTClaimsSet.Builder> more) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject("anna")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .jwtID(UUID.randomUUID().toString());
        more.accept(claims);
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                    .keyID(key.getKeyID())
                    .type(new JOSEObjectType(type))
                    .build();
            var signed = new SignedJWT(header, claims.build());
            signed.sign(signer(key));
            return signed.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
    }

    /** Whoever signs in next, and what else their ID token says. */
    public void signsIn(String issuer, String subject, Map<String, Object> claims) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(issuer, subject, "JWT", List.of("page"), claims, 300));
    }

    public void useKey(JWK key) {
        keys.current = key;
    }

    public void goDown() {
        server.shutdown();
    }

    public void start() {
        server = new MockOAuth2Server(new OAuth2Config(asks, null, null, false, new OAuth2TokenProvider(keys)));
        try {
            server.start(InetAddress.getByName("localhost"), port);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        goDown();
    }
}
