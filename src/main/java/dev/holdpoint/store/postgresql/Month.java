package dev.holdpoint.store.postgresql;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A month (UTC) of a table that is kept by months, which is a partition of it. */
record Month(Table table, YearMonth month) {

    private static final Pattern NAME = Pattern.compile("([a-z]+)_(\\d{4,9})_(\\d\\d)");

    /** A table that is kept by months. */
    enum Table {
        PAYLOAD("requested_at"),
        RESPONSE("decided_at");

        /** The column of {@code state} that says in which month a row of it stands. */
        private final String column;

        Table(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static YearMonth of(Instant moment) {
        return YearMonth.from(moment.atOffset(ZoneOffset.UTC));
    }

    /** The month that a partition's name says; empty where it is none of ours. */
    static Optional<Month> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        for (Table table : Table.values()) {
            if (matcher.matches() && matcher.group(1).equals(table.toString())) {
                var month = YearMonth.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
                return Optional.of(new Month(table, month));
            }
        }
        return Optional.empty();
    }

    String name() {
        return "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
    }

    Instant begin() {
        return begin(month);
    }

    Instant end() {
        return begin(month.plusMonths(1));
    }

    String attaching() {
        return "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%d) TO (%d)"
                .formatted(table, name(), begin().toEpochMilli(), end().toEpochMilli());
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
