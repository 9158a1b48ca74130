package dev.holdpoint.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** What callers know of each other: the interactions asked last, about which they quarrel. Thread-safe. */
final class Board {

    static final List<String> TYPES = List.of("verify-question", "verify-deploy", "verify-review");

    private static final int SIZE = 24;
    private static final int SESSIONS = 6;

    private final String name;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /**
     * @param name what sessions begin with
     */
    Board(String name) {
        this.name = name;
    }

    record Asked(String id, String session) {}

    synchronized void add(Asked one) {
        asked.add(one);
        while (asked.size() > SIZE) {
            asked.removeFirst();
        }
    }

    Asked any(Random random) {
        List<Asked> known = List.copyOf(asked);
        return known.isEmpty() ? new Asked("", "") : known.get(random.nextInt(known.size()));
    }

    String session(Random random) {
        return session(random.nextInt(SESSIONS));
    }

    List<String> sessions() {
        return IntStream.rangeClosed(0, SESSIONS).mapToObj(this::session).toList();
    }

    /** Where no caller asks. */
    String lastSession() {
        return session(SESSIONS);
    }

    private String session(int number) {
        return name + "-" + number;
    }

    /** Whether this load asked for it. */
    boolean isOurs(JsonNode interaction) {
        return interaction.path("sessionId").asText().startsWith(name + "-");
    }

    static String type(Random random) {
        return TYPES.get(random.nextInt(TYPES.size()));
    }
}
