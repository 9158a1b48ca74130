package dev.holdpoint.web;

import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.Paths;
import io.quarkiverse.web.bundler.runtime.Bundle;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Serves the frame of the inbox, which names the bundle of this build, and each worker of it by {@code <meta
 * name="worker-…">}. All addresses are relative: a proxy may have put the service below a path. By which one agents call
 * the service stands in {@code <meta name="address">}, where that is configured. Askers' words are shown in the page: the
 * policy lets nothing run, load or frame but the service's own files.
 */
@ApplicationScoped
class InboxPage implements Paths {

    static final String POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Bundles of their own, {@code app/workers/<name>/index.ts}: each has a line in application.properties, too. */
    private static final List<String> WORKERS = List.of("markdown", "stream", "notifications");

    private final String frame;

    InboxPage(Bundle bundle, OwnAddress address) {
        String workers = WORKERS.stream()
                .map(name -> "<meta name=\"worker-%s\" content=\"%s\">".formatted(name, relative(bundle.script(name))))
                .collect(Collectors.joining("\n"));
        this.frame = frame(
                relative(bundle.style("app")), relative(bundle.script("app")), workers + outside(address.prefix()));
    }

    void register(@Observes Router router) {
        router.route("/").handler(this::serve);
    }

    @Override
    public Optional<Known> at(String path) {
        return path.equals("/") ? Optional.of(new Known(path, Set.of("GET", "HEAD"))) : Optional.empty();
    }

    private void serve(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .end(frame);
    }

    private static String outside(String address) {
        return address.isEmpty()
                ? ""
                : "\n<meta name=\"address\" content=\"%s\">".formatted(address.replace("&", "&amp;"));
    }

    private static String relative(String path) {
        return path.substring(1);
    }

    private static String frame(String style, String script, String workers) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="description" content="Answer what agents, workflows and scripts ask.">
            <title>Holdpoint</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="%s">
            <script type="module" src="%s"></script>
            %s
            </head>
            <body><noscript>The inbox of Holdpoint needs JavaScript.</noscript></body>
            </html>
            """.formatted(style, script, workers);
    }
}
