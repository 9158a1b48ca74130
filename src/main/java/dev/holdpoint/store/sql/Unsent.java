package dev.holdpoint.store.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of single rows that a database which is far away is told later, all of a kind together: rows that are made before
 * rows that are changed, each row changed once. Used by one thread.
 */
final class Unsent {

    private static final long MUCH = 1L << 20;

    private final Map<String, List<Parameters>> made = new LinkedHashMap<>();
    private final Map<String, List<Parameters>> changed = new LinkedHashMap<>();
    private final Set<Long> rows = new HashSet<>();
    private long size;

    /** Changes of one kind. */
    record Batch(String sql, List<Parameters> all) {}

    /** Those of one change. */
    record Parameters(List<@Nullable Object> values) {}

    boolean isEmpty() {
        return made.isEmpty() && changed.isEmpty();
    }

    /** Whether it takes more memory than need be. */
    boolean isMuch() {
        return size > MUCH;
    }

    /** Whether a row is to be changed. */
    boolean changes(long row) {
        return rows.contains(row);
    }

    void make(String sql, List<@Nullable Object> parameters) {
        add(made, sql, parameters);
    }

    void change(String sql, long row, List<@Nullable Object> parameters) {
        rows.add(row);
        add(changed, sql, parameters);
    }

    /** All of it, in order; there is nothing then. */
    List<Batch> take() {
        var all = new ArrayList<Batch>();
        made.forEach((sql, each) -> all.add(new Batch(sql, each)));
        changed.forEach((sql, each) -> all.add(new Batch(sql, each)));
        forget();
        return all;
    }

    void forget() {
        made.clear();
        changed.clear();
        rows.clear();
        size = 0;
    }

    private void add(Map<String, List<Parameters>> kind, String sql, List<@Nullable Object> parameters) {
        kind.computeIfAbsent(sql, same -> new ArrayList<>()).add(new Parameters(parameters));
        for (Object parameter : parameters) {
            size += parameter instanceof Payload payload ? payload.text().length() : Long.BYTES;
        }
    }
}
