package dev.holdpoint.history;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** What callers know of each other: the interactions asked last, about which they quarrel. Thread-safe. */
final class Board {

    static final List<String> TYPES = List.of("question", "deploy", "review");

    private static final int SIZE = 24;
    private static final int SESSIONS = 6;

    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Asked(String id, String session) {}

    void add(Asked one) {
        asked.add(one);
        while (asked.size() > SIZE) {
            asked.removeFirst();
        }
    }

    Asked any(Random random) {
        List<Asked> known = List.copyOf(asked);
        return known.isEmpty() ? new Asked("", "") : known.get(random.nextInt(known.size()));
    }

    static String session(Random random) {
        return "session-" + random.nextInt(SESSIONS);
    }

    static String type(Random random) {
        return TYPES.get(random.nextInt(TYPES.size()));
    }
}
