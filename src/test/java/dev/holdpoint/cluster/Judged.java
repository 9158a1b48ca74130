package dev.holdpoint.cluster;

import dev.holdpoint.history.Bounds;
import dev.holdpoint.history.Checker;
import dev.holdpoint.history.Checker.Violation;
import dev.holdpoint.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the checker finds in a history; where it finds anything, that is kept for people. */
final class Judged {

    private static final int MOST = 20;
    private static final Bounds BOUNDS =
            new Bounds(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMillis(200));

    private Judged() {}

    /** The first of them; the whole history is in {@code target/chaos/<seed>.txt} then, beside the logs of the replicas. */
    static List<Violation> by(History history, long seed) throws IOException {
        List<Violation> violations = Checker.check(history, BOUNDS);
        if (!violations.isEmpty()) {
            List<Record> records = new ArrayList<>(violations);
            records.addAll(history.outages());
            records.addAll(history.operations());
            records.addAll(history.streams());
            Files.write(
                    Path.of("target", "chaos", seed + ".txt"),
                    records.stream().map(Record::toString).toList());
        }
        return violations.stream().limit(MOST).toList();
    }
}
