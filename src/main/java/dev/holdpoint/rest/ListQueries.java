package dev.holdpoint.rest;

import dev.holdpoint.http.Requests;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Status;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is asked of a list, from the parameters of a request. */
final class ListQueries {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private ListQueries() {}

    static ListQuery of(HttpServerRequest request) {
        Parameters parameters = Parameters.of(
                Requests.query(request),
                "sessionId",
                "type",
                "status",
                "origin",
                "from",
                "to",
                "order",
                "limit",
                "cursor");
        Order order = parameters
                .one("order", ListQueries::order, "'oldest' or 'newest' is needed")
                .orElse(Order.OLDEST);
        Set<Status> statuses = parameters.set("status", Status::parse, "a status is needed");
        return new ListQuery(
                parameters.filter(),
                statuses.isEmpty() ? Set.of(Status.PENDING) : statuses,
                parameters.set("origin", Origin::parse, "an origin is needed"),
                parameters.time("from").orElse(null),
                parameters.time("to").orElse(null),
                order,
                parameters
                        .one("limit", ListQueries::limit, "a number from 1 to " + MAX_LIMIT + " is needed")
                        .orElse(DEFAULT_LIMIT),
                parameters
                        .one("cursor", text -> Cursors.decode(order, text), "it is no cursor of this list and order")
                        .orElse(null));
    }

    private static Optional<Order> order(String text) {
        for (Order order : Order.values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> limit(String text) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int limit = Integer.parseInt(text);
        return limit >= 1 && limit <= MAX_LIMIT ? Optional.of(limit) : Optional.empty();
    }
}
