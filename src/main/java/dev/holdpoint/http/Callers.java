package dev.holdpoint.http;

import dev.holdpoint.interaction.Caller;
import io.vertx.core.http.HttpServerRequest;

/** Who is calling: looked at once for each request, where it comes in. Nobody can say who they are yet. */
public final class Callers {

    private Callers() {}

    public static Caller of(HttpServerRequest request) {
        return Caller.ANONYMOUS;
    }
}
