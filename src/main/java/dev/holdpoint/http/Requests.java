package dev.holdpoint.http;

import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What is read from requests of every kind. */
public final class Requests {

    /** Those of RFC 9110 and 5789. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private Requests() {}

    /** Whether HTTP knows a method of this name, in capitals. */
    public static boolean isMethod(String name) {
        return METHODS.contains(name);
    }

    /** Refuses a body that is not said to be JSON in UTF-8 as it is; an empty one too. */
    public static void requireJson(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null || !isJson(type)) {
            throw new ProblemException(
                    Kind.UNSUPPORTED_MEDIA_TYPE,
                    "the header Content-Type must be application/json; with nothing to say send {}");
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ProblemException(Kind.UNSUPPORTED_ENCODING, "a body is taken as it is, not compressed");
        }
    }

    /** The query's parameters by name. */
    public static Map<String, List<String>> query(HttpServerRequest request) {
        var values = new HashMap<String, List<String>>();
        MultiMap parameters = request.params();
        parameters.names().forEach(name -> values.put(name, parameters.getAll(name)));
        return values;
    }

    /** The path of the request, as {@link RequestTarget} has it. */
    public static String path(HttpServerRequest request) {
        return Objects.requireNonNullElse(request.path(), "/");
    }

    private static boolean isJson(String contentType) {
        String[] parts = contentType.split(";", -1);
        String type = parts[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.matches("application/[!#$&^_.a-z0-9-]+\\+json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("charset=") && !parameter.replace("\"", "").equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
