package dev.holdpoint.http;

import java.util.Optional;
import java.util.Set;

/** Which paths a door has. */
public interface Paths {

    /** The methods of a path, without {@code OPTIONS}, which every path has; empty where it is none of the door's. */
    Optional<Set<String>> methodsAt(String path);
}
