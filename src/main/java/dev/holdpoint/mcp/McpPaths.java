package dev.holdpoint.mcp;

import dev.holdpoint.http.Paths;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** The paths of this door. */
@Singleton
class McpPaths implements Paths {

    static final String MCP = "/mcp";

    /** What a client looks at that does not know where to get a token (RFC 9728, 3.1). */
    static final String RESOURCE = "/.well-known/oauth-protected-resource/mcp";

    @Override
    public Optional<Known> at(String path) {
        return switch (path) {
            case MCP -> Optional.of(new Known(MCP, Set.of("GET", "POST")));
            case RESOURCE -> Optional.of(new Known(RESOURCE, Set.of("GET", "HEAD")));
            default -> Optional.empty();
        };
    }
}
