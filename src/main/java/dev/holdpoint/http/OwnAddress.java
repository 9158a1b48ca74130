package dev.holdpoint.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** By which address the service is called: the configured one, else that of the request. */
@Singleton
public final class OwnAddress {

    private final HttpSettings settings;

    OwnAddress(HttpSettings settings) {
        this.settings = settings;
    }

    /** Whether addresses can begin with this one: over http or https, with a host, and nothing that stands at an end. */
    public static boolean isBeginning(URI url) {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return isHttp && url.getHost() != null && url.getQuery() == null && url.getFragment() == null;
    }

    /** Where the service begins, with a slash at its end. */
    public String of(HttpServerRequest request) {
        return settings.publicUrl()
                .map(OwnAddress::beginning)
                .orElseGet(() -> request.scheme() + "://" + request.authority() + "/");
    }

    /** What stands before a path that begins with a slash: nothing where callers know where they are. */
    public String prefix() {
        return settings.publicUrl()
                .map(OwnAddress::beginning)
                .map(url -> url.substring(0, url.length() - 1))
                .orElse("");
    }

    /** Whether what a browser keeps for it goes over nothing but TLS. */
    public boolean isSecure(HttpServerRequest request) {
        return settings.publicUrl()
                .map(url -> "https".equals(url.getScheme()))
                .orElseGet(() -> "https".equals(request.scheme()));
    }

    /** Whether a page of this origin may change something: one of the service's own, or of those that CORS allows. */
    boolean isOwn(String origin, HttpServerRequest request) {
        HostAndPort called = request.authority();
        String asked = origin.toLowerCase(Locale.ROOT);
        boolean isOfHost = called != null
                && Stream.of("http://", "https://")
                        .anyMatch(scheme -> authority(asked).equals(authority(scheme + called)));
        return isOfHost
                || settings.publicUrl()
                        .map(url -> authority(asked).equals(authority(url.toString())))
                        .orElse(false)
                || settings.corsOrigins().stream().anyMatch(allowed -> matches(allowed, origin));
    }

    /** As Quarkus reads its origins: {@code *}, one, or a pattern between slashes. */
    private static boolean matches(String allowed, String origin) {
        boolean isPattern = allowed.length() > 2 && allowed.startsWith("/") && allowed.endsWith("/");
        return allowed.equals("*")
                || (isPattern ? origin.matches(allowed.substring(1, allowed.length() - 1)) : allowed.equals(origin));
    }

    /** Host and port; the port that goes without saying where none is said. */
    private static String authority(String address) {
        try {
            URI uri = URI.create(address);
            int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT) + ":" + port;
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    private static String beginning(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text : text + "/";
    }
}
