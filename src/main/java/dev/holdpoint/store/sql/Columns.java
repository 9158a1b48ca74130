package dev.holdpoint.store.sql;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns of a table, named once, and read and written in this order. */
record Columns(String table, List<String> names) {

    static Columns of(String table, String... names) {
        return new Columns(table, List.of(names));
    }

    Columns and(Columns more) {
        return new Columns(
                table, Stream.concat(names.stream(), more.names.stream()).toList());
    }

    /** For a select from the table by another name. */
    String as(String alias) {
        return names.stream().map(name -> alias + "." + name).collect(Collectors.joining(", "));
    }

    String insert() {
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
    }
}
