package dev.holdpoint.http;

import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Answers {@code OPTIONS}, and refuses methods that a path has not: both by what the doors say of their paths. */
@ApplicationScoped
class AllowedMethods {

    /** After CORS, which answers its own questions. */
    private static final int AFTER_CORS = 100;

    private static final Pattern OPERATIONS = Pattern.compile("/q/(health(/.*)?|metrics|openapi)");
    private static final Set<String> READ = Set.of("GET", "HEAD");

    private final List<Paths> doors;

    AllowedMethods(@All List<Paths> doors) {
        this.doors = doors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_CORS);
    }

    private void check(RoutingContext context) {
        String path = Requests.path(context.request());
        String method = context.request().method().name();
        Optional<Paths.Known> known = knownAt(path);
        known.ifPresent(matched -> context.put(Paths.TEMPLATE, matched.template()));
        Optional<Set<String>> methods = known.map(Paths.Known::methods);
        boolean asks = method.equals("OPTIONS");
        if (methods.isEmpty()) {
            if (asks) {
                RawProblems.answer(context, Problem.of(Kind.NOT_FOUND, "there is nothing at this path"));
            } else {
                context.next();
            }
        } else if (asks) {
            allow(context, methods.get());
            context.response().setStatusCode(204).end();
        } else if (methods.get().contains(method)) {
            context.next();
        } else {
            allow(context, methods.get());
            RawProblems.answer(context, Problem.of(Kind.METHOD_NOT_ALLOWED, method + " is not allowed at this path"));
        }
    }

    private Optional<Paths.Known> knownAt(String path) {
        return path.startsWith("/q/") && OPERATIONS.matcher(path).matches()
                ? Optional.of(new Paths.Known(path.startsWith("/q/health") ? "/q/health" : path, READ))
                : doors.stream().flatMap(door -> door.at(path).stream()).findFirst();
    }

    private static void allow(RoutingContext context, Set<String> methods) {
        var all = new TreeSet<>(methods);
        all.add("OPTIONS");
        context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", all));
    }
}
