package dev.holdpoint.settings;

import java.util.ArrayList;
import java.util.List;

/** What is another in a text, for people: the lines that go, those that come, and some around. */
public final class Difference {

    private static final int AROUND = 3;

    private Difference() {}

    /** The lines; none where there is no difference. */
    public static List<String> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int same = 0;
        while (same < Math.min(old.size(), now.size()) && old.get(same).equals(now.get(same))) {
            same++;
        }
        int end = 0;
        while (end < Math.min(old.size(), now.size()) - same
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        var lines = new ArrayList<String>();
        if (old.equals(now)) {
            return lines;
        }
        old.subList(Math.max(0, same - AROUND), same).forEach(line -> lines.add("  " + line));
        old.subList(same, old.size() - end).forEach(line -> lines.add("- " + line));
        now.subList(same, now.size() - end).forEach(line -> lines.add("+ " + line));
        old.subList(old.size() - end, Math.min(old.size(), old.size() - end + AROUND))
                .forEach(line -> lines.add("  " + line));
        return lines;
    }
}
