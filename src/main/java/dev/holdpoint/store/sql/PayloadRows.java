package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.store.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Keeps what is only told, by months where the database does. For the writer's thread only. */
final class PayloadRows {

    private final Sql sql;
    private final boolean areByMonth;

    PayloadRows(Sql sql, boolean areByMonth) {
        this.sql = sql;
        this.areByMonth = areByMonth;
    }

    /** What was asked. */
    void insert(Asked asked, Interaction interaction) {
        Ask ask = interaction.ask();
        Identity requestedBy = interaction.requestedBy();
        var values = new ArrayList<@Nullable Object>();
        Collections.addAll(
                values,
                asked.sequence(),
                Rows.kind(requestedBy),
                requestedBy == null ? null : requestedBy.name(),
                ask.title(),
                Rows.kind(ask.onExpiry()),
                Payload.of(Rows.value(ask.onExpiry())),
                Payload.of(ask.metadata()),
                Payload.of(ask.responseSchema()),
                Payload.of(ask.data()));
        if (areByMonth) {
            values.add(asked.requestedAt());
        }
        sql.make(areByMonth ? Rows.INSERT_PAYLOAD_OF_MONTH : Rows.INSERT_PAYLOAD, values.toArray());
    }

    /** Whether a response does not stand with its event. */
    boolean isApart(@Nullable Payload response) {
        return areByMonth && response != null && response.isLarge();
    }

    /** What was answered, where it does not stand with its event. */
    void insert(long number, Instant at, @Nullable Payload response) {
        if (isApart(response)) {
            sql.make(Rows.INSERT_RESPONSE, number, at, response);
        }
    }
}
