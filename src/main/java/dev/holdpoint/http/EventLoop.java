package dev.holdpoint.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Brings answers back to the event loop that their request came on: views are not encoded on the store's threads. */
public final class EventLoop {

    private EventLoop() {}

    public static <T> Uni<T> backTo(Uni<T> answer) {
        Context context = Vertx.currentContext();
        return context == null ? answer : answer.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
