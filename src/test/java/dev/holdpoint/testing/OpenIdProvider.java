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
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.http.SslKeystore;
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

    private static final String PASSWORD = "not a secret";

    private final int port;
    private final Key keys;
    private final boolean asks;
    private final Optional<Path> certificate;
    private MockOAuth2Server server;

    public OpenIdProvider(int port, JWK key) {
        this(port, key, false);
    }

    /**
     * @param asks whether it asks who signs in, in a page with a form; else everybody is signed in at once
     */
    public OpenIdProvider(int port, JWK key, boolean asks) {
        this(port, key, asks, Optional.empty());
    }

    /** One that speaks TLS, by a key that {@link #makeCertificate} made. */
    public OpenIdProvider(int port, JWK key, Path certificate) {
        this(port, key, false, Optional.of(certificate));
    }

    private OpenIdProvider(int port, JWK key, boolean asks, Optional<Path> certificate) {
        this.port = port;
        this.keys = new Key(key);
        this.asks = asks;
        this.certificate = certificate;
        start();
    }

    /** Makes a key for TLS in a file, and beside it, as {@code .pem}, its certificate, which no other signed. */
    public static void makeCertificate(Path file) {
        KeyStore store = new SslKeystore(PASSWORD).getKeyStore();
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
            byte[] encoded = store.getCertificate(store.aliases().nextElement()).getEncoded();
            Files.writeString(
                    Path.of(file + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(encoded)
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
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

    /**
     * How a service is configured that requires callers to be known, to take tokens of this provider under several names.
     *
     * @param more properties beside those that each name needs
     */
    public static Map<String, String> configured(String scheme, Map<String, String> more, String... names) {
        int port = freePort();
        var all = new HashMap<>(more);
        all.put("holdpoint.access.mode", "required");
        all.put("test.provider.port", Integer.toString(port));
        for (String name : names) {
            String prefix = "holdpoint.access.providers." + name + ".";
            all.put(prefix + "issuer", scheme + "://localhost:" + port + "/" + name);
            all.putIfAbsent(prefix + "audience", AUDIENCE);
        }
        return all;
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

    /** Whoever signs in next, what else their ID token says, and what else their access token, which is for us. */
    public void signsIn(String issuer, String subject, Map<String, Object> claims, Map<String, Object> ofAccess) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(issuer, subject, "JWT", List.of(AUDIENCE), claims, 300) {
            private boolean isAccess;

            @Override
            public List<String> audience(TokenRequest request) { // asked of the access token alone, before its claims
                isAccess = true;
                return super.audience(request);
            }

            @Override
            public Map<String, Object> addClaims(TokenRequest request) {
                return isAccess ? ofAccess : claims;
            }
        });
    }

    public void useKey(JWK key) {
        keys.current = key;
    }

    public void goDown() {
        server.shutdown();
    }

    public void start() {
        var http = new MockWebServerWrapper(certificate
                .map(file ->
                        new Ssl(new SslKeystore(PASSWORD, file.toFile(), SslKeystore.KeyStoreType.PKCS12, PASSWORD)))
                .orElse(null));
        server = new MockOAuth2Server(
                new OAuth2Config(asks, null, null, false, new OAuth2TokenProvider(keys), Set.of(), http));
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
