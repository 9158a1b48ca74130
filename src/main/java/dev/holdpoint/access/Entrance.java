package dev.holdpoint.access;

import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.Paths;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sends each request, before anybody looks at it: every path that is not free is closed to whoever is not
 * known, unless it is said here what they may do. A door asks {@link Callers} who it is.
 */
@ApplicationScoped
public class Entrance {

    /** After the paths and methods that there are. */
    private static final int AFTER_METHODS = 90;

    private static final Logger LOG = Logger.getLogger(Entrance.class);

    /** Where nobody looks at who calls; every other path that there is is closed. */
    private static final Set<String> FREE = Set.of("/", "/q/health", "/q/openapi", "/v1/sign-in", "/v1/sign-out");

    private static final String METRICS = "/q/metrics";
    private static final String EVENTS = "/v1/events";

    /** The paths where it is for the door to say that nobody is known. */
    private static final String ME = "/v1/me";

    /** What whoever is not known may do where the service is open to its own machine. */
    private static final Set<String> FOR_ANONYMOUS_ASKERS = Set.of(
            "POST /v1/interactions",
            "GET /v1/interactions/{id}",
            "HEAD /v1/interactions/{id}",
            "POST /v1/interactions/{id}/cancel",
            "POST /v1/agents/{agent}/hook",
            "POST /mcp",
            "GET /mcp");

    /** What a proxy adds: whoever comes through one is not on this machine. */
    private static final Pattern OF_PROXIES =
            Pattern.compile("forwarded|x-forwarded-.*|x-real-ip|via", Pattern.CASE_INSENSITIVE);

    private final Recognition recognition;
    private final Providers providers;
    private final AccessSettings settings;
    private final OwnAddress own;

    Entrance(Recognition recognition, Providers providers, AccessSettings settings, OwnAddress own) {
        this.recognition = recognition;
        this.providers = providers;
        this.settings = settings;
        this.own = own;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, AFTER_METHODS);
    }

    private void enter(RoutingContext context) {
        String path = context.get(Paths.TEMPLATE);
        if (path == null || isFree(path)) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        String shown = shown(request);
        if (shown == null) {
            goOn(context, path, anonymous(request, path));
            return;
        }
        var entering = new Entering(context, path);
        callOf(shown, context).subscribe().with(call -> entering.found(admit(call, path)), entering::found);
        entering.waitForIt();
    }

    /** A request on its way in. Where it has to wait, it goes on where it came in, on its event loop. */
    private final class Entering {

        private final RoutingContext context;
        private final String path;
        private final Context loop = Objects.requireNonNull(Vertx.currentContext());
        private final Thread here = Thread.currentThread();
        private boolean isHere = true;
        private boolean isIn;

        Entering(RoutingContext context, String path) {
            this.context = context;
            this.path = path;
        }

        void found(Object found) {
            if (Thread.currentThread() == here && isHere) {
                isIn = true;
                goOn(context, path, found);
            } else {
                loop.runOnContext(ignored -> {
                    goOn(context, path, found);
                    context.request().resume();
                });
            }
        }

        void waitForIt() {
            isHere = false;
            if (!isIn) {
                context.request().pause();
            }
        }
    }

    private Uni<Call> callOf(String shown, RoutingContext context) {
        return providers.isTheirs(shown)
                ? providers.recognise(shown, context)
                : recognition.recognise(shown).map(found -> switch (found) {
                    case Recognised.Unknown(Recognised.Why why) -> throw UnauthenticatedException.wrong(why);
                    case Recognised.Known(Credential credential) -> new Call(credential.caller(), credential);
                });
    }

    /** What a request to a free path shows; empty where that is worth nothing. */
    public Uni<Optional<Credential>> credentialOf(HttpServerRequest request) {
        String shown = shown(request);
        return shown == null
                ? Uni.createFrom().item(Optional.empty())
                : recognition.recognise(shown).map(Recognised::known);
    }

    /** What the request shows of who sends it; the cookie counts for nothing beside a header, and over https only. */
    private @Nullable String shown(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            boolean isBearer = header.regionMatches(true, 0, "Bearer ", 0, 7);
            return isBearer ? header.substring(7).strip() : "";
        }
        Cookie cookie = own.isSecure(request) ? request.getCookie(RawProblems.SESSION_COOKIE) : null;
        return cookie == null ? null : cookie.getValue();
    }

    /** A {@link Call}, or why there is none. */
    private Object anonymous(HttpServerRequest request, String path) {
        boolean isAsker = settings.mode() == AccessMode.LOCAL
                && FOR_ANONYMOUS_ASKERS.contains(request.method().name() + " " + path)
                && request.headers().names().stream()
                        .noneMatch(name -> OF_PROXIES.matcher(name).matches());
        return switch (settings.mode()) {
            case OPEN -> new Call(Caller.ANONYMOUS, null);
            case LOCAL, REQUIRED ->
                isAsker ? new Call(Caller.ANONYMOUS_ASKER, null) : UnauthenticatedException.needed();
        };
    }

    private static Object admit(Call call, String path) {
        return path.equals(METRICS) && !isOpenTo(call.caller())
                ? Problem.of(
                        Kind.FORBIDDEN,
                        "metrics are of all tenants: they need 'read' or 'manage' in '" + Tenant.DEFAULT
                                + "', or holdpoint.access.metrics=free")
                : call;
    }

    private static boolean isOpenTo(Caller caller) {
        return caller.tenant().equals(Tenant.DEFAULT) && (caller.may(Permission.READ) || caller.may(Permission.MANAGE));
    }

    private void goOn(RoutingContext context, String path, Object found) {
        switch (found) {
            case Call call -> {
                context.put(Callers.CALL, call);
                if (call.credential() != null) {
                    keepPrivate(context);
                }
                context.next();
            }
            case UnauthenticatedException unknown
            when !path.equals(ME) ->
                RawProblems.answer(context, Problem.of(Kind.UNAUTHENTICATED, String.valueOf(unknown.getMessage())));
            case StoreUnavailableException _
            when !path.equals(EVENTS) ->
                RawProblems.answer(
                        context,
                        Problem.of(Kind.STORE_UNAVAILABLE, "who is calling cannot be looked up at the moment"));
            case OverloadedException _
            when !path.equals(EVENTS) ->
                RawProblems.answer(context, Problem.of(Kind.OVERLOADED, "too much is waiting; try again later"));
            case Problem problem -> RawProblems.answer(context, problem);
            case ProblemException refused -> RawProblems.answer(context, refused.problem());
            case RuntimeException failure -> {
                context.put(Callers.CALL, failure);
                context.next();
            }
            default -> {
                LOG.errorf((Throwable) found, "who is calling could not be found out");
                RawProblems.answer(context, Problem.of(Kind.INTERNAL_ERROR, "this is a defect of the server"));
            }
        }
    }

    /** No cache keeps for others what was told to somebody known. */
    private static void keepPrivate(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> {
            var headers = context.response().headers();
            headers.set(HttpHeaders.VARY, "Authorization, Cookie");
            String caching = headers.get(HttpHeaders.CACHE_CONTROL);
            if (caching == null || caching.equals("no-cache")) {
                headers.set(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            }
        });
    }

    private boolean isFree(String path) {
        return FREE.contains(path)
                || path.startsWith("/v1/sign-in/")
                || path.startsWith("/.well-known/")
                || (path.equals(METRICS) && (settings.mode() != AccessMode.REQUIRED || settings.isMetricsFree()));
    }
}
