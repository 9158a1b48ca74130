package dev.holdpoint.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a service is.
 *
 * @param base its address with all that it stands below, and a slash at its end
 */
public record Place(URI base) {

    private static final int MOST_PORT = 65_535;

    /** What the contract's paths begin with themselves, and the slash at the end. */
    private static final Pattern EACH_PATH = Pattern.compile("((?<!/)/v1)?/?$");

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z]+:");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where the text is no address
     */
    public static Place of(String text) {
        try {
            var url = new URI(SCHEME.matcher(text.strip())
                    .replaceFirst(scheme -> scheme.group().toLowerCase(Locale.ROOT)));
            boolean isAddress = url.getHost() != null
                    && url.getScheme() != null
                    && List.of("http", "https").contains(url.getScheme())
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            if (isAddress && (url.getPort() == 0 || url.getPort() > MOST_PORT)) {
                throw new IllegalArgumentException("'" + text + "': a port from 1 to " + MOST_PORT + " is needed here");
            }
            if (isAddress) {
                return new Place(new URI(EACH_PATH.matcher(url.toString()).replaceFirst("") + "/"));
            }
        } catch (URISyntaxException none) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "': an address like http://host:8080 is needed here");
    }

    /** Reads one; empty where the text is no address. */
    static Optional<Place> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** What the contract has at a path, which begins with no slash. */
    URI at(String path) {
        return base.resolve(path);
    }

    /** Where a person finds an interaction's card. */
    public String card(String id) {
        return base + "?id=" + segment(id);
    }

    /** A text as it may stand in a path or a query. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
