package dev.holdpoint.broker;

import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Timeline;
import io.smallrye.mutiny.Uni;

/** What is kept, to be looked through and in the end let go. Thread-safe; no call blocks, and each may fail as the store's. */
public interface Archive {

    Uni<Page> list(Scope scope, ListQuery query);

    /** What was counted ever since the store was made, or where the scope is more than a tenant and types: of what is kept. */
    Uni<Statistics> statistics(Scope scope);

    Uni<Timeline> timeline(Scope scope, Timeline.Span span);

    /** Deletes up to {@code limit} events and settled interactions that need not be kept; tells how many. */
    Uni<Integer> purge(Retention retention, int limit);
}
