package dev.holdpoint.access;

import dev.holdpoint.http.Paths;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** So many asks and settlements are taken of one caller in a minute; all anonymous callers count as one. */
@ApplicationScoped
class WriteLimit {

    /** After who is calling, and from which page. */
    private static final int AFTER_ORIGINS = 70;

    private static final Set<String> PATHS = Set.of(
            "/v1/interactions",
            "/v1/interactions/{id}/resolve",
            "/v1/interactions/{id}/reject",
            "/v1/interactions/{id}/cancel",
            "/v1/agents/{agent}/hook",
            "/mcp");

    private final int perMinute;
    private final Rates rates;

    WriteLimit(AccessSettings settings) {
        this.perMinute = settings.writesPerMinute();
        this.rates = new Rates(perMinute);
    }

    void register(@Observes Filters filters) {
        if (perMinute > 0) {
            filters.register(this::check, AFTER_ORIGINS);
        }
    }

    private void check(RoutingContext context) {
        String path = context.get(Paths.TEMPLATE);
        boolean isWrite = context.request().method().name().equals("POST") && path != null && PATHS.contains(path);
        long wait = isWrite ? secondsToWait(Callers.of(context).caller()) : 0;
        if (wait == 0) {
            context.next();
            return;
        }
        RawProblems.answer(
                context,
                Problem.of(
                        Kind.RATE_LIMITED,
                        "this caller asks and settles more than " + perMinute + " times a minute; nothing was done",
                        wait));
    }

    private long secondsToWait(Caller caller) {
        return rates.secondsToWait(List.of(caller.tenant(), Objects.requireNonNullElse(caller.id(), "")));
    }
}
