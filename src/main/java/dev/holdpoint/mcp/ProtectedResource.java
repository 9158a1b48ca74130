package dev.holdpoint.mcp;

import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.Paths;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;

/** Where clients get a token that are told 401: the metadata of this resource (RFC 9728), where there are providers. */
final class ProtectedResource {

    private static final String SCOPE = "holdpoint:ask";

    private final List<String> issuers;
    private final OwnAddress own;

    ProtectedResource(AccessSettings access, OwnAddress own) {
        this.issuers = access.providers().stream()
                .map(provider -> provider.issuer().toString())
                .toList();
        this.own = own;
    }

    void tell(RoutingContext context) {
        if (issuers.isEmpty()) {
            throw new ProblemException(
                    Kind.NOT_FOUND, "no provider of tokens is configured here (holdpoint.access.providers)");
        }
        Json document = new ObjectText()
                .put("resource", own.of(context.request()) + "mcp")
                .put("resource_name", "Holdpoint")
                .put("authorization_servers", strings(issuers))
                .put("scopes_supported", strings(List.of(SCOPE)))
                .put("bearer_methods_supported", strings(List.of("header")))
                .json();
        context.response().putHeader("Content-Type", "application/json").end(document.text());
    }

    /** Has whoever is not known told where to get a token. */
    void prepare(RoutingContext context) {
        if (!issuers.isEmpty() && McpPaths.MCP.equals(context.get(Paths.TEMPLATE))) {
            context.put(RawProblems.CHALLENGE, parameters(context.request()));
        }
        context.next();
    }

    private String parameters(HttpServerRequest request) {
        return "resource_metadata=\"" + own.of(request) + McpPaths.RESOURCE.substring(1) + "\", scope=\"" + SCOPE + '"';
    }

    /** Tells a caller that it needs a wider token. */
    void challengeScope(RoutingContext context) {
        String more = issuers.isEmpty() ? "" : ", " + parameters(context.request());
        context.response()
                .putHeader("WWW-Authenticate", "Bearer realm=\"holdpoint\", error=\"insufficient_scope\"" + more);
    }

    private static Json strings(List<String> texts) {
        return new Json(
                texts.stream().map(text -> ObjectText.quoted(text).text()).collect(Collectors.joining(",", "[", "]")));
    }
}
