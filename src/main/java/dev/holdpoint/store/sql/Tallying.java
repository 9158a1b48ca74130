package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import java.util.LinkedHashMap;
import java.util.List;

/** Counts what happened, once for each transaction. */
final class Tallying {

    private Tallying() {}

    private record Counted(String tenant, String type, Status status) {}

    static void count(Sql sql, List<InteractionEvent> events) {
        var times = new LinkedHashMap<Counted, Long>();
        for (InteractionEvent event : events) {
            var interaction = event.interaction();
            Status status = switch (event.kind()) {
                case REQUESTED -> Status.PENDING;
                case SETTLED -> interaction.status();
            };
            var counted = new Counted(
                    interaction.tenant().name(), interaction.ask().type().value(), status);
            times.merge(counted, 1L, Long::sum);
        }
        times.forEach((counted, count) -> add(sql, counted, count));
    }

    private static void add(Sql sql, Counted counted, long times) {
        String column = counted.status == Status.PENDING ? "requested" : counted.status.toString();
        String increment = "UPDATE tally SET " + column + " = " + column + " + ? WHERE type = ? AND tenant = ?";
        if (sql.update(increment, times, counted.type, counted.tenant) > 0) {
            return;
        }
        long named = sql.number(
                "SELECT count(*) FROM tally WHERE tenant = ? AND type <> ?", counted.tenant, Statistics.OTHER);
        String name = named >= Statistics.MAX_TYPES ? Statistics.OTHER : counted.type;
        sql.update("INSERT INTO tally (tenant, type) VALUES (?, ?) ON CONFLICT DO NOTHING", counted.tenant, name);
        sql.update(increment, times, name, counted.tenant);
    }
}
