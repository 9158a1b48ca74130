package dev.holdpoint.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdpoint.http.Paths.Known;
import dev.holdpoint.http.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The contract as an OpenAPI document: {@code META-INF/openapi.yaml}, which is written by hand, and what follows from it.
 * All of it is made when this class is initialised; in a native binary that was at its build. Thread-safe.
 */
final class Contract {

    private static final byte[] YAML = read();
    private static final JsonNode DOCUMENT = parse(YAML);
    private static final byte[] JSON = toJson(DOCUMENT);
    private static final List<Path> PATHS = paths(DOCUMENT);

    private Contract() {}

    /**
     * A path.
     *
     * @param beginning what stands before the first name of the template
     */
    private record Path(String beginning, Pattern pattern, Known known) {}

    static byte[] yaml() {
        return YAML;
    }

    static byte[] json() {
        return JSON;
    }

    /** What a path takes; empty for no path of it. */
    static Optional<Known> at(String path) {
        return PATHS.stream()
                .filter(one -> path.startsWith(one.beginning)
                        && one.pattern.matcher(path).matches())
                .map(Path::known)
                .findFirst();
    }

    private static List<Path> paths(JsonNode document) {
        var paths = new ArrayList<Path>();
        document.path("paths").properties().forEach(path -> {
            var methods = new TreeSet<String>();
            path.getValue().fieldNames().forEachRemaining(method -> methods.add(method.toUpperCase(Locale.ROOT)));
            methods.removeIf(name -> !Requests.isMethod(name)); // a path has other members too (OpenAPI 3.1, 4.8.9.1)
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            String pattern = path.getKey().replaceAll("\\{[^}]*}", "[^/]+") + "/?";
            String beginning = path.getKey().replaceFirst("\\{.*", "");
            paths.add(new Path(beginning, Pattern.compile(pattern), new Known(path.getKey(), methods)));
        });
        return List.copyOf(paths);
    }

    private static byte[] read() {
        try (InputStream in = Contract.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return Objects.requireNonNull(in, "META-INF/openapi.yaml").readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode parse(byte[] yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException broken) {
            throw new UncheckedIOException("META-INF/openapi.yaml is not YAML", broken);
        }
    }

    private static byte[] toJson(JsonNode document) {
        try {
            return new ObjectMapper().writeValueAsBytes(document);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
