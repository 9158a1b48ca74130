package dev.holdpoint.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The header {@code Accept-Encoding} (RFC 9110, 12.5.3). */
final class AcceptEncoding {

    private static final Pattern WEIGHT = Pattern.compile("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");

    private AcceptEncoding() {}

    /** Whether gzip is accepted, and no less than what is not compressed. */
    static boolean prefersGzip(List<String> headers) {
        Map<String, Double> weights = weights(String.join(",", headers));
        double any = weights.getOrDefault("*", 0.0);
        double gzip = weights.getOrDefault("gzip", weights.getOrDefault("x-gzip", any));
        return gzip > 0 && gzip >= weights.getOrDefault("identity", 0.0);
    }

    private static Map<String, Double> weights(String header) {
        var weights = new HashMap<String, Double>();
        for (String element : header.split(",", -1)) {
            String[] parts = element.split(";", 2);
            weights.put(parts[0].strip().toLowerCase(Locale.ROOT), parts.length == 1 ? 1.0 : weight(parts[1].strip()));
        }
        return weights;
    }

    /** A weight that is none does not count as consent. */
    private static double weight(String text) {
        var weight = WEIGHT.matcher(text);
        return weight.matches() ? Double.parseDouble(weight.group(1)) : 0;
    }
}
