package dev.holdpoint.access;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/** Whose fault it is that quarkus-oidc knows nobody: what it fails with says so only by its causes. */
enum Fault {
    /** What was shown is wrong. */
    TOKEN,

    /** It was signed with a key that the provider did not have when it was asked last. */
    KEY,

    /** The provider is away, or answers with nonsense. */
    PROVIDER,

    /** Ours. */
    DEFECT;

    private static final List<Class<? extends Throwable>> OF_NETWORKS = List.of(
            IOException.class, TimeoutException.class, VertxException.class, io.smallrye.mutiny.TimeoutException.class);

    static Fault of(Throwable failure) {
        if (has(failure, UnresolvableKeyException.class)) {
            return KEY;
        }
        // A provider refuses a code with an error, which is no failure of it.
        boolean isOfCode = has(failure, AuthenticationCompletionException.class);
        if (OF_NETWORKS.stream().anyMatch(type -> has(failure, type))
                || (has(failure, OIDCException.class) && !isOfCode)) {
            return PROVIDER;
        }
        return isOfCode || has(failure, AuthenticationFailedException.class) ? TOKEN : DEFECT;
    }

    /** What a log may have of it: never what a token says, nor what whoever comes back says. */
    static String reason(Throwable failure) {
        Throwable root = chain(failure).reduce((outer, inner) -> inner).orElse(failure);
        return chain(failure)
                .filter(InvalidJwtException.class::isInstance)
                .map(InvalidJwtException.class::cast)
                .findFirst()
                .map(invalid -> "errors of jose4j: "
                        + invalid.getErrorDetails().stream()
                                .map(ErrorCodeValidator.Error::getErrorCode)
                                .toList())
                .orElse(
                        of(failure) == PROVIDER
                                ? root.toString()
                                : root.getClass().getSimpleName());
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return chain(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
