package dev.holdpoint.access;

import io.vertx.ext.web.RoutingContext;

/** Who is calling, as it was found out where the request came in. */
public final class Callers {

    /** Where a request's context has it. */
    public static final String CALL = "holdpoint.call";

    private Callers() {}

    /**
     * Who sent a request.
     *
     * @throws UnauthenticatedException where nobody is known who may be here
     */
    public static Call of(RoutingContext context) {
        return switch (context.<Object>get(CALL)) {
            case Call call -> call;
            case RuntimeException failure -> throw failure;
            case null, default -> throw UnauthenticatedException.needed();
        };
    }
}
