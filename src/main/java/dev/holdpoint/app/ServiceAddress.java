package dev.holdpoint.app;

import io.quarkus.vertx.http.HttpServerStart;
import java.net.URI;
import java.util.Set;

/** Where the page is: as configured, else where the server listens. */
final class ServiceAddress {

    /** All addresses of a machine: the service goes by none of these, but by loopback ones. */
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private ServiceAddress() {}

    /** With a slash at its end. */
    static String of(HoldpointConfig config, HttpServerStart started) {
        String host = started.options().getHost();
        boolean isHere = AccessConfiguration.LOOPBACK.contains(host) || EVERYWHERE.contains(host);
        String shown = isHere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return config.http()
                .publicUrl()
                .map(URI::toString)
                .map(url -> url.endsWith("/") ? url : url + "/")
                .orElseGet(() -> "http://" + shown + ":" + started.options().getPort() + "/");
    }
}
