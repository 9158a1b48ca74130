package dev.holdpoint.app;

import dev.holdpoint.access.AccessMode;
import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.LocalToken;
import dev.holdpoint.access.SignIns;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.app.HoldpointConfig.StoreKind;
import dev.holdpoint.store.StoreEngine;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells whoever started the service how to come in (HTTP contract on callers, section 2). */
@Singleton
class Welcome {

    private static final Logger LOG = Logger.getLogger("dev.holdpoint");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AccessSettings access;
    private final HoldpointConfig config;
    private final LocalToken token;
    private final SigningIn signingIn;
    private final SignIns signIns;

    Welcome(AccessSettings access, HoldpointConfig config, LocalToken token, SigningIn signingIn, StoreEngine signIns) {
        this.access = access;
        this.config = config;
        this.token = token;
        this.signingIn = signingIn;
        this.signIns = signIns;
    }

    /** Before anybody can call. A store that is full or away does not keep the service from its work. */
    void prepare() {
        boolean isLocal = access.mode() == AccessMode.LOCAL;
        try {
            get(isLocal ? token.renew() : token.remove());
        } catch (RuntimeException failed) {
            LOG.warnf(
                    "%s could not be %s: whoever has the token of the last start is known by it still (%s)",
                    token.file(), isLocal ? "made anew" : "taken away", failed.getMessage());
        }
        if (access.mode() == AccessMode.OPEN) {
            LOG.warn("access is open: whoever reaches this port can answer for anybody (holdpoint.access.mode)");
        }
    }

    /** A secret is shown to a terminal, and where access is required to the log of a service that nobody knows yet. */
    void welcome(@ObservesAsync HttpServerStart started) {
        String inbox = ServiceAddress.of(config, started);
        boolean isTerminal = Main.isTerminal();
        switch (access.mode()) {
            case LOCAL -> {
                if (isTerminal) {
                    print(inbox + link());
                } else {
                    LOG.infof("Inbox: %s - sign in: holdpoint sign-in-link", inbox);
                }
            }
            case REQUIRED -> {
                if (isTerminal || isLinkForLog()) {
                    print(inbox + link());
                }
            }
            case OPEN -> LOG.infof("Inbox: %s", inbox);
        }
    }

    /** Until there is another way to come in; never where many replicas would each tell one, to all who read their logs. */
    boolean isLinkForLog() {
        return config.store() != StoreKind.POSTGRESQL && access.providers().isEmpty() && !get(signIns.isAnybodyKnown());
    }

    private String link() {
        return AccessSettings.SIGN_IN_FRAGMENT + get(signingIn.inviteLocal()).secret();
    }

    @SuppressWarnings("SystemOut") // a person reads it there, and it is no line of the log
    private static void print(String link) {
        System.out.println("Inbox: " + link);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
