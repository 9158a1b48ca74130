package dev.holdpoint.store.copy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that is copied, and how it is read in the order of its key on either side. Which columns it has, the source tells;
 * holds are not among them, for waits end with the server that has them.
 *
 * @param alias by which {@code from} calls it
 * @param from with what it is joined in the source
 * @param fromCopy with what in the copy
 */
record CopiedTable(String name, String alias, String from, String fromCopy, String key) {

    /** A payload is found in the copy by what its state says, or not at all. */
    static final List<CopiedTable> ALL = List.of(
            simple("state", "sequence"),
            new CopiedTable(
                    "payload",
                    "p",
                    "payload p JOIN state s ON s.sequence = p.sequence",
                    "payload p JOIN state s ON s.sequence = p.sequence AND s.requested_at = p.requested_at",
                    "p.sequence"),
            new CopiedTable(
                    "event",
                    "t",
                    "event t",
                    "event t LEFT JOIN response r ON r.number = t.number AND r.at = t.at",
                    "t.number"),
            simple("log_state", "purged_through"),
            simple("tally", "tenant, type"),
            simple("credential", "number"),
            simple("invitation", "hash"));

    private static CopiedTable simple(String name, String key) {
        return new CopiedTable(name, name, name, name, key);
    }

    boolean isPayload() {
        return name.equals("payload");
    }

    boolean isEvent() {
        return name.equals("event");
    }

    String reading(List<String> columns) {
        return "SELECT " + columns.stream().map(this::qualified).collect(Collectors.joining(", "))
                + (isPayload() ? ", s.requested_at" : "") + " FROM " + from + " ORDER BY " + key;
    }

    /** What stands apart in the copy is read where it stood. */
    String readingCopy(List<String> columns) {
        return "SELECT "
                + columns.stream()
                        .map(column -> isEvent() && column.equals("response")
                                ? "coalesce(t.response, r.response)"
                                : qualified(column))
                        .collect(Collectors.joining(", "))
                + (isPayload() ? ", p.requested_at" : "") + " FROM " + fromCopy + " ORDER BY " + key;
    }

    String counting() {
        return "SELECT count(*) FROM " + from;
    }

    String inserting(List<String> columns) {
        List<String> all = isPayload() ? with(columns, "requested_at") : columns;
        return "INSERT INTO " + name + " (" + String.join(", ", all) + ") OVERRIDING SYSTEM VALUE VALUES ("
                + all.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }

    private static List<String> with(List<String> columns, String more) {
        return Stream.concat(columns.stream(), Stream.of(more)).toList();
    }

    private String qualified(String column) {
        return alias + "." + column;
    }
}
