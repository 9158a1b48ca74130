package dev.holdpoint.http;

import java.util.Optional;
import java.util.Set;

/** Which paths a door has. */
public interface Paths {

    /** Where a request's context has the template that it matched; nothing where it was refused before, or matched none. */
    String TEMPLATE = "holdpoint.path";

    /**
     * A path.
     *
     * @param template the path with names in braces for what varies
     * @param methods without {@code OPTIONS}, which every path has
     */
    record Known(String template, Set<String> methods) {
        public Known {
            methods = Set.copyOf(methods);
        }
    }

    /** What the door has at a path; empty where it is none of its. */
    Optional<Known> at(String path);
}
