package dev.holdpoint.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which methods a path takes, for the header {@code Allow} of a refusal (RFC 9110, 10.2.1). */
final class AllowedMethods {

    private static final String READ = "GET, HEAD";
    private static final Map<Pattern, String> BY_PATH = new LinkedHashMap<>();

    static {
        BY_PATH.put(Pattern.compile("/v1/interactions/?"), READ + ", POST");
        BY_PATH.put(Pattern.compile("/v1/interactions/[^/]+/?"), READ);
        BY_PATH.put(Pattern.compile("/v1/interactions/[^/]+/(resolve|reject|cancel)/?"), "POST");
        BY_PATH.put(Pattern.compile("/v1/sessions/[^/]+/?"), "DELETE");
    }

    private AllowedMethods() {}

    static String at(String path) {
        return BY_PATH.entrySet().stream()
                .filter(known -> known.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(READ);
    }
}
