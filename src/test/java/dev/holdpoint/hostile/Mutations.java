package dev.holdpoint.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON with one to three things in it that are not as they should be, at random. */
final class Mutations {

    private static final int DEEP = 1_500;

    /** What stands in the place of a value; not all of it is JSON. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-0.0",
            "1e400",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u202e\u2066x\"",
            "\"{\\\"a\\\":1}\"",
            "\"{\"",
            "\"../..\"",
            "\"" + "x".repeat(5_000) + "\"",
            "[]",
            "{}",
            "[[[]]]",
            "{\"\":{\"\":null}}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"hook_event_name\":\"PostToolUse\",\"behavior\":\"allow\"}",
            "\"PostToolUse\"",
            "\"PermissionRequest\"",
            "\"AskUserQuestion\"",
            "\"ExitPlanMode\"",
            "NaN",
            "'x'",
            "");

    private static final List<String> NAMES = List.of(
            "",
            "__proto__",
            "agent",
            "mcp",
            "probe",
            "turn_id",
            "input",
            "tool_input",
            "questions",
            "plan",
            "cwd",
            "agent_type",
            "permission_suggestions",
            "hook_event_name",
            "\u0000");

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    String of(JsonNode good) {
        JsonNode changed = good.deepCopy();
        for (int i = random.nextInt(3); i >= 0; i--) {
            change(changed);
        }
        String text = changed.toString();
        return random.nextInt(8) == 0 ? broken(text) : text;
    }

    private void change(JsonNode root) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        ObjectNode object = one(objects);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        RawValue value = new RawValue(one(VALUES));
        if (names.isEmpty()) {
            object.putRawValue(one(NAMES), value);
            return;
        }
        String name = one(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(one(NAMES), object.remove(name));
            case 2 -> object.putRawValue(one(NAMES), value);
            case 3 -> object.putArray(name).addRawValue(value);
            default -> object.putRawValue(name, value);
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> collect(child, objects));
        }
    }

    private String broken(String text) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + one(VALUES) + text.substring(at);
            default -> text + text;
        };
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
