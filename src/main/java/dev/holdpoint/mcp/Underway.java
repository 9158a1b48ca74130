package dev.holdpoint.mcp;

import dev.holdpoint.dialect.ToolUse;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls of this process that are about to ask. One may be called off before its question is kept anywhere: whoever calls it
 * off waits until it is. Thread-safe.
 */
final class Underway {

    private final Set<Asked> calls = ConcurrentHashMap.newKeySet();

    /** A call begins; it ends by {@link Asked#end}. */
    Asked begin(Caller caller, ToolUse use) {
        var call = new Asked(caller, use.session(), use.requestId());
        calls.add(call);
        return call;
    }

    /** What such a call asked, once that is known; empty where there is no such call, or more than one. */
    Uni<List<Interaction>> of(Caller caller, SessionId session, Json requestId) {
        List<Asked> such = calls.stream()
                .filter(call -> call.isOf(caller, session, requestId))
                .toList();
        return such.size() == 1
                ? Uni.createFrom().completionStage(such.getFirst().question)
                : Uni.createFrom().item(List.of());
    }

    /** What one call asks. */
    final class Asked {

        private final Caller caller;
        private final SessionId session;
        private final Json requestId;
        private final CompletableFuture<List<Interaction>> question = new CompletableFuture<>();

        private Asked(Caller caller, SessionId session, Json requestId) {
            this.caller = caller;
            this.session = session;
            this.requestId = requestId;
        }

        private boolean isOf(Caller other, SessionId otherSession, Json otherRequest) {
            return other.tenant().equals(caller.tenant())
                    && other.is(caller.id())
                    && session.equals(otherSession)
                    && requestId.equals(otherRequest);
        }

        /** It is kept. What another call asked, and this one awaits as well, is that one's to call off. */
        void is(Interaction kept) {
            question.complete(ToolUse.isAskedBy(kept.ask(), session, requestId) ? List.of(kept) : List.of());
        }

        void end() {
            calls.remove(this);
            question.complete(List.of());
        }
    }
}
