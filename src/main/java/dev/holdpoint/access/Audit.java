package dev.holdpoint.access;

import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.wire.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What whoever audits wants to know: who came and went, which credentials were made and revoked, and what was refused to
 * whom. One line each in the category {@code dev.holdpoint.audit}, its facts as fields; never a secret.
 */
@ApplicationScoped
public class Audit {

    private static final int BEFORE_ALL = 15_000;
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 421);
    private static final Logger LOG = Logger.getLogger("dev.holdpoint.audit");

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addEndHandler(ignored -> onEnd(context));
                    context.next();
                },
                BEFORE_ALL);
    }

    /** Somebody signed in or out. */
    public void onSession(RoutingContext context, String event, Credential session) {
        Map<String, String> facts = facts(context, event);
        who(facts, session);
        tell(facts, false);
    }

    /** A token, or a link, was made or revoked. */
    public void onCredential(RoutingContext context, Call by, String event, String subject) {
        Map<String, String> facts = facts(context, event);
        who(facts, by);
        facts.put("subject", subject);
        tell(facts, false);
    }

    /** The same by whoever runs the service, on its machine. */
    public void onOperator(Call by, String event, String subject) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("event", event);
        facts.put("address", "local");
        who(facts, by);
        facts.put("subject", subject);
        tell(facts, false);
    }

    private static void onEnd(RoutingContext context) {
        Problem problem = context.get(RawProblems.PROBLEM);
        // A browser is led to where it is told of a problem, with another status.
        int status = problem == null
                ? context.response().getStatusCode()
                : problem.kind().status();
        if (!REFUSALS.contains(status)) {
            return;
        }
        Map<String, String> facts = facts(context, "refused");
        facts.put("status", Integer.toString(status));
        if (problem != null) {
            facts.put("reason", problem.kind().slug());
            facts.put("detail", problem.detail());
        }
        if (context.get(Callers.CALL) instanceof Call call) {
            who(facts, call);
        }
        boolean wasShown = status != 401 || RawProblems.isShown(context.request());
        tell(facts, wasShown);
    }

    private static Map<String, String> facts(RoutingContext context, String event) {
        HttpServerRequest request = context.request();
        SocketAddress address = request.remoteAddress();
        var facts = new LinkedHashMap<String, String>();
        facts.put("event", event);
        facts.put("address", address == null || address.hostAddress() == null ? "" : address.hostAddress());
        facts.put("method", request.method().name());
        facts.put("path", Requests.path(request));
        return facts;
    }

    private static void who(Map<String, String> facts, Call call) {
        put(facts, "caller", call.caller().id());
        facts.put("tenant", call.caller().tenant().name());
        Shown credential = call.credential();
        put(facts, "credential", credential == null ? null : credential.id());
    }

    private static void who(Map<String, String> facts, Credential credential) {
        Identity identity = credential.identity();
        facts.put("caller", identity.id());
        facts.put("tenant", credential.tenant().name());
        facts.put("credential", credential.id());
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static void tell(Map<String, String> facts, boolean isRefusal) {
        facts.forEach(MDC::put);
        try {
            var line = new StringBuilder();
            facts.forEach((name, value) -> line.append(line.isEmpty() ? "" : " ")
                    .append(name)
                    .append('=')
                    .append(quoted(value)));
            LOG.log(isRefusal ? Logger.Level.WARN : Logger.Level.INFO, line);
        } finally {
            facts.keySet().forEach(MDC::remove);
        }
    }

    /** What callers say is quoted: nothing in it may look like a line or a field of the log. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
