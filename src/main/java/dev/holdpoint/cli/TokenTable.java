package dev.holdpoint.cli;

import dev.holdpoint.interaction.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tokens for people: a line each, children below what they were made of. */
final class TokenTable {

    private static final String NOTHING = "-";
    private static final String GAP = "  ";
    private static final List<String> HEAD =
            List.of("ID", "NAME", "PERMISSIONS", "LIMITS", "PERSON", "EXPIRES", "LAST USED", "ENDING");

    /** The day and the minute of a time of the contract. */
    private static final int TO_THE_MINUTE = 16;

    private TokenTable() {}

    /** The lines of a list as the HTTP contract has it. */
    static List<String> lines(Json list) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        Map<String, List<Json>> children = new HashMap<>();
        Map<String, Json> all = new LinkedHashMap<>();
        List<Json> tokens = items(list);
        tokens.forEach(token -> all.put(text(token, "id"), token));
        tokens.forEach(token -> children.computeIfAbsent(parent(token, all), key -> new ArrayList<>())
                .add(token));
        addBelow("", "", children, rows);
        return aligned(rows);
    }

    static List<Json> items(Json list) {
        return list.member("items").map(Json::elements).orElse(List.of());
    }

    /** What a member says; {@code -} where it is null. */
    static String text(Json record, String member) {
        return record.member(member)
                .flatMap(Json::string)
                .map(TokenTable::visible)
                .orElse(NOTHING);
    }

    static String words(Json record, String member) {
        return record.member(member).map(Json::elements).orElse(List.of()).stream()
                .flatMap(one -> one.string().stream())
                .map(TokenTable::visible)
                .collect(Collectors.joining(","));
    }

    /** A time of the contract, to the minute. */
    static String minute(Json record, String member) {
        String time = text(record, member);
        return time.length() < TO_THE_MINUTE ? time : time.substring(0, TO_THE_MINUTE) + "Z";
    }

    /** One whose parent has expired stands by itself. */
    private static String parent(Json token, Map<String, Json> all) {
        String parent = text(token, "parent");
        return all.containsKey(parent) ? parent : "";
    }

    private static void addBelow(
            String parent, String indent, Map<String, List<Json>> children, List<List<String>> rows) {
        for (Json token : children.getOrDefault(parent, List.of())) {
            rows.add(row(token, indent));
            addBelow(text(token, "id"), indent + GAP, children, rows);
        }
    }

    private static List<String> row(Json token, String indent) {
        String sessions = words(token, "sessions");
        String types = words(token, "types");
        String limits = (sessions.isEmpty() ? "" : "sessions " + sessions)
                + (sessions.isEmpty() || types.isEmpty() ? "" : "; ")
                + (types.isEmpty() ? "" : "types " + types);
        return List.of(
                text(token, "id"),
                indent + text(token, "name"),
                words(token, "permissions"),
                limits.isEmpty() ? NOTHING : limits,
                token.member("person").map(person -> text(person, "name")).orElse(NOTHING),
                minute(token, "expiresAt"),
                minute(token, "lastUsedAt"),
                text(token, "ending"));
    }

    static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - width(row.get(i))))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Names are others': nothing in them turns the line around, or begins another. */
    private static String visible(String text) {
        return text.codePoints()
                .map(point -> isMisleading(point) ? 0xfffd : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isMisleading(int point) {
        return Character.isISOControl(point)
                || (point >= 0x202a && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x2028
                || point == 0x2029;
    }
}
