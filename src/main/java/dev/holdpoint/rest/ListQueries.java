package dev.holdpoint.rest;

import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.Requests;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.Period;
import dev.holdpoint.interaction.Search;
import dev.holdpoint.interaction.Status;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is asked of a list, or of an export, from the parameters of a request. */
final class ListQueries {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private static final String[] FILTERS = {
        "sessionId",
        "type",
        "status",
        "origin",
        "outcome",
        "decidedBy",
        "from",
        "to",
        "decidedFrom",
        "decidedTo",
        "q",
        "order"
    };

    private static final Set<Status> SETTLED = EnumSet.complementOf(EnumSet.of(Status.PENDING));

    private ListQueries() {}

    static ListQuery of(HttpServerRequest request) {
        Parameters parameters = parameters(request, "limit", "cursor");
        Order order = order(parameters);
        return new ListQuery(
                criteria(parameters, order),
                order,
                parameters
                        .one("limit", ListQueries::limit, "a number from 1 to " + MAX_LIMIT + " is needed")
                        .orElse(DEFAULT_LIMIT),
                parameters
                        .one("cursor", text -> Cursors.decode(order, text), "it is no cursor of this list and order")
                        .orElse(null));
    }

    /** The export of a whole list: what is asked is its first piece. */
    static ListQuery ofExport(HttpServerRequest request) {
        Parameters parameters = parameters(request, "format");
        Order order = order(parameters);
        return new ListQuery(criteria(parameters, order), order, MAX_LIMIT, null);
    }

    static ExportFormat format(HttpServerRequest request) {
        String needed = "'jsonl' or 'csv' is needed";
        return parameters(request, "format")
                .one("format", ExportFormat::parse, needed)
                .orElseThrow(() -> Parameters.refused("format", needed));
    }

    private static Parameters parameters(HttpServerRequest request, String... more) {
        return Parameters.of(
                Requests.query(request),
                Stream.concat(Arrays.stream(FILTERS), Arrays.stream(more)).toArray(String[]::new));
    }

    private static Order order(Parameters parameters) {
        return parameters
                .one("order", ListQueries::order, "'oldest', 'newest' or 'decided' is needed")
                .orElse(Order.OLDEST);
    }

    private static String oneOf(Object[] words) {
        return "one of " + Arrays.toString(words) + " is needed";
    }

    /** Where no status is named it is the one that what else is said can be true of. */
    private static Criteria criteria(Parameters parameters, Order order) {
        var criteria = new Criteria(
                parameters.filter(),
                parameters.set("status", Status::parse, oneOf(Status.values())),
                parameters.set("origin", Origin::parse, oneOf(Origin.values())),
                parameters.set("outcome", OutcomeName::parse, oneOf(OutcomeName.values())),
                parameters.set("decidedBy", ListQueries::decider, "an identifier is needed"),
                new Period(
                        parameters.time("from").orElse(null),
                        parameters.time("to").orElse(null)),
                new Period(
                        parameters.time("decidedFrom").orElse(null),
                        parameters.time("decidedTo").orElse(null)),
                parameters
                        .one("q", ListQueries::search, "1 to " + Search.MAX_LENGTH + " characters are needed")
                        .orElse(null));
        if (!criteria.statuses().isEmpty()) {
            return criteria;
        }
        boolean isOfSettlements = order == Order.DECIDED || criteria.areOfSettlements();
        return criteria.with(isOfSettlements ? SETTLED : Set.of(Status.PENDING));
    }

    private static Optional<Order> order(String text) {
        for (Order order : Order.values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decider(String text) {
        return Identity.isId(text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Search> search(String text) {
        return Search.isValid(text) ? Optional.of(new Search(text)) : Optional.empty();
    }

    private static Optional<Integer> limit(String text) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int limit = Integer.parseInt(text);
        return limit >= 1 && limit <= MAX_LIMIT ? Optional.of(limit) : Optional.empty();
    }
}
