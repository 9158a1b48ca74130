package dev.holdpoint.app;

import io.quarkus.vertx.http.HttpServerStart;
import java.net.URI;

/** Where the page is: as configured, else where the server listens. */
final class ServiceAddress {

    private ServiceAddress() {}

    /** With a slash at its end. */
    static String of(HoldpointConfig config, HttpServerStart started) {
        String host = started.options().getHost();
        String shown = AccessConfiguration.LOOPBACK.contains(host) ? "localhost" : host;
        return config.http()
                .publicUrl()
                .map(URI::toString)
                .map(url -> url.endsWith("/") ? url : url + "/")
                .orElseGet(() -> "http://" + shown + ":" + started.options().getPort() + "/");
    }
}
