package dev.holdpoint.web;

import dev.holdpoint.http.Paths;
import io.quarkiverse.web.bundler.runtime.Bundle;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;

/**
 * Serves the frame of the inbox, which names the bundle of this build. Askers' words are shown in it: the policy lets
 * nothing run, load or frame but the service's own files.
 */
@ApplicationScoped
class InboxPage implements Paths {

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String frame;

    InboxPage(Bundle bundle) {
        this.frame = frame(bundle.style("app"), bundle.script("app"));
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

    private static String frame(String style, String script) {
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
            </head>
            <body><noscript>The inbox of Holdpoint needs JavaScript.</noscript></body>
            </html>
            """.formatted(style, script);
    }
}
