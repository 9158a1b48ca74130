package dev.holdpoint.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a caller prefers, in headers whose elements have weights (RFC 9110, 12.4.2). */
public final class Weights {

    private static final Pattern WEIGHT = Pattern.compile("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");

    private static final List<String> ANY = List.of("*/*");

    private final Map<String, Double> weights;

    private Weights(Map<String, Double> weights) {
        this.weights = weights;
    }

    /** Those of a header that may stand more than once. */
    static Weights of(List<String> headers) {
        var weights = new HashMap<String, Double>();
        for (String element : String.join(",", headers).split(",", -1)) {
            String[] parts = element.split(";", -1);
            String name = parts[0].strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                weights.merge(name, weight(parts), Math::max);
            }
        }
        return new Weights(weights);
    }

    /** Whether a request takes an answer of this media type. */
    public static boolean accept(HttpServerRequest request, String type) {
        List<String> headers = request.headers().getAll("Accept");
        boolean isUsual = headers.isEmpty() || headers.equals(ANY) || headers.equals(List.of(type));
        return isUsual || of(headers).accept(type);
    }

    /** Whether a request takes gzip, and likes it no less than what is not compressed. */
    public static boolean preferGzip(HttpServerRequest request) {
        return of(request.headers().getAll("Accept-Encoding")).preferGzip();
    }

    /** By the range that names the type most closely; who accepts nothing in particular takes all. */
    boolean accept(String type) {
        String ofMainType = type.substring(0, type.indexOf('/')) + "/*";
        return weights.isEmpty() || of(type, of(ofMainType, of("*/*", 0))) > 0;
    }

    boolean preferGzip() {
        double gzip = of("gzip", of("x-gzip", of("*", 0)));
        return gzip > 0 && gzip >= of("identity", 0);
    }

    private double of(String name, double otherwise) {
        return weights.getOrDefault(name, otherwise);
    }

    /** The weight among an element's parameters; one that is none does not count as consent. */
    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=") || parameter.startsWith("Q=")) {
                var weight = WEIGHT.matcher(parameter);
                return weight.matches() ? Double.parseDouble(weight.group(1)) : 0;
            }
        }
        return 1;
    }
}
