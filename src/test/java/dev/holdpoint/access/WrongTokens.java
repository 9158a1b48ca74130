package dev.holdpoint.access;

import static dev.holdpoint.testing.OpenIdProvider.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdpoint.access.MatrixTest.Wrong;
import dev.holdpoint.testing.OpenIdProvider;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;

/** Tokens of a provider that would allow everything, each with one thing wrong. */
final class WrongTokens {

    /** The provider's. */
    static final RSAKey KEY = OpenIdProvider.newKey();

    private static final Consumer<JWTClaimsSet.Builder> EVERYTHING =
            claims -> claims.claim("scope", "holdpoint:ask holdpoint:decide holdpoint:read holdpoint:manage");

    private WrongTokens() {}

    /** One with which nothing is wrong. */
    static String good(String issuer) {
        return token(KEY, issuer, EVERYTHING);
    }

    static String of(Wrong wrong, String issuer) {
        Instant now = Instant.now();
        return switch (wrong) {
            case OF_AN_UNKNOWN_ISSUER -> good(issuer + "/");
            case OF_THE_PROVIDER_FOR_OTHERS -> with(issuer, claims -> claims.audience("holdpoint-tests-2"));
            case OF_THE_PROVIDER_FOR_NOBODY -> with(issuer, claims -> claims.audience((String) null));
            case OF_THE_PROVIDER_BY_ANOTHERS_KEY -> token(sameName(OpenIdProvider.newKey()), issuer, EVERYTHING);
            case OF_THE_PROVIDER_BY_ITS_PUBLIC_KEY -> signedByThePublicKey(issuer);
            case OF_THE_PROVIDER_UNSIGNED -> unsigned(good(issuer));
            case OF_THE_PROVIDER_CHANGED -> changed(good(issuer));
            case OF_THE_PROVIDER_EXPIRED ->
                with(
                        issuer,
                        claims -> claims.issueTime(null)
                                .notBeforeTime(null)
                                .expirationTime(Date.from(now.minusSeconds(90))));
            case OF_THE_PROVIDER_FOR_EVER -> with(issuer, claims -> claims.expirationTime(null));
            case OF_THE_PROVIDER_TOO_EARLY ->
                with(issuer, claims -> claims.notBeforeTime(Date.from(now.plusSeconds(90))));
            case OF_THE_PROVIDER_WITHOUT_SUBJECT -> with(issuer, claims -> claims.subject(null));
            case OF_THE_PROVIDER_OF_ANOTHER_TYPE -> token(KEY, "RS256", "logout+jwt", issuer, EVERYTHING);
            default -> throw new IllegalArgumentException(wrong + " is no token of a provider");
        };
    }

    private static String with(String issuer, Consumer<JWTClaimsSet.Builder> more) {
        return token(KEY, issuer, EVERYTHING.andThen(more));
    }

    private static RSAKey sameName(RSAKey key) {
        return new RSAKey.Builder(key).keyID(KEY.getKeyID()).build();
    }

    /** What a verifier would take that has a password and a public key in the same place. */
    private static String signedByThePublicKey(String issuer) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(KEY.getKeyID())
                    .build();
            var signed = new SignedJWT(header, SignedJWT.parse(good(issuer)).getJWTClaimsSet());
            signed.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
            return signed.serialize();
        } catch (JOSEException | ParseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** With a signature that no unsigned token has, so that it has the shape of a signed one. */
    private static String unsigned(String token) {
        String[] parts = token.split("\\.", -1);
        return Base64URL.encode("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2];
    }

    private static String changed(String token) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + Base64URL.encode(claims.replace("\"anna\"", "\"root\"")) + "." + parts[2];
    }
}
