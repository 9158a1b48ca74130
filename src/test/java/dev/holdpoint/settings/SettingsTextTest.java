package dev.holdpoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.client.Trees;
import dev.holdpoint.connect.Hooking;
import dev.holdpoint.connect.OurLines;
import dev.holdpoint.hook.Agent;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTextTest {

    private static final OurLines OURS = new OurLines(List.of("holdpoint"), Set.of());
    private static final String LINE = "holdpoint hook claude-code --timeout 890 || exit 2";

    /** Whatever size somebody wrote. */
    @ParameterizedTest
    @CsvSource({"600,600", "600.0,600", "0.5,0", "-9,-9", "1e99999999999,9223372036854775807", "\"600\",0", "null,0"})
    void aNumberIsWhatItSays(String written, long number) {
        assertThat(new SettingsText(written).root().orElseThrow().number()).isEqualTo(number);
    }

    /** Whatever is there stays, character for character: each hook is put in as one piece. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                "{\n}\n",
                "{\"model\":\"opus\"}",
                "{\n\t\"model\": \"opus\"\n}\n",
                "{\r\n  \"model\": \"opus\"\r\n}\r\n",
                "\uFEFF{\n    \"a\": [1, 2.50, \"}\"]\n}",
                "// mine\n{\n  /* and this { */ \"a\": 1, // end\n}\n",
                "{\"hooks\":{}}",
                "{\"hooks\":{\"PreToolUse\":[]}}",
                "{\n  \"hooks\": {\n    \"Stop\": [ { \"hooks\": [ {\"type\":\"command\",\"command\":\"x\"} ] } ]\n  }\n}",
                "{\"hooks\":{\"PreToolUse\":[{\"matcher\":\"Bash\",\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]},\"z\":{}}"
            })
    void whatIsPutInLeavesTheRestAsItIs(String text) {
        SettingsText with = with(text);

        var hooks = with.root().orElseThrow().member("hooks").orElseThrow();
        assertThat(hooks.member("PermissionRequest").orElseThrow().elements()).hasSize(1);
        var first = hooks.member("PreToolUse").orElseThrow().elements().getFirst();
        var handler = first.member("hooks").orElseThrow().elements().getFirst();
        assertThat(handler.member("command").orElseThrow().word()).isEqualTo(LINE);
        assertThat(handler.member("timeout").orElseThrow().number()).isEqualTo(900);
        assertThat(with.text().contains("\r\n")).isEqualTo(text.contains("\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"opus\"}",
                "{\n\t\"model\": \"opus\"\n}\n",
                "{\n  // mine\n  \"hooks\": {\n    \"PreToolUse\": [\n      { \"hooks\": [ {\"command\":\"x\"} ] }\n    ]\n  }\n}\n",
                "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"command\":\"x\"}]}]}}"
            })
    void whatIsTakenOutAgainLeavesWhatWasThere(String text) {
        SettingsText without = with(text).withoutHooks(line -> OURS.has(Agent.CLAUDE_CODE, line));
        assertThat(without.text()).isEqualTo(text);
    }

    /** Somebody put other hooks beside ours, in the same list and the same group. */
    @Test
    void othersHooksStay() {
        String text = "{\"hooks\":{\"PreToolUse\":[{\"matcher\":\"a\",\"hooks\":[{\"command\":\"" + LINE
                + "\"},{\"command\":\"x\"}]},{\"hooks\":[{\"command\":\"" + LINE
                + "\"}]},{\"hooks\":[{\"command\":\"y\"}]}]}}";
        SettingsText without = new SettingsText(text).withoutHooks(line -> OURS.has(Agent.CLAUDE_CODE, line));
        assertThat(without.text())
                .isEqualTo("{\"hooks\":{\"PreToolUse\":[{\"matcher\":\"a\",\"hooks\":[{\"command\":\"x\"}]},"
                        + "{\"hooks\":[{\"command\":\"y\"}]}]}}");
        assertThat(new SettingsText(text)
                        .withoutHooks(line -> OURS.has(Agent.CODEX, line))
                        .text())
                .isEqualTo(text);
    }

    /** What a person wrote beside ours, or into it, is theirs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ // c\n  HOOKS\n}",
                "{\n  HOOKS\n  // c\n}\n",
                "{\n  \"a\": 1, // c\n  HOOKS\n}\n",
                "{\n  HOOKS, // c\n  \"a\": \"// no\"\n}\n",
                "{\n  \"a\": 1,\n  HOOKS /* c */\n}\n",
                "{\n  \"hooks\": { // c\n    EVENT\n  }\n}\n",
                "{\n  \"hooks\": {\n    EVENT\n    // c\n  },\n  \"a\": 1\n}\n",
                "{\n  \"hooks\": {\n    \"PreToolUse\": [ // c\n      GROUP\n    ]\n  }\n}\n",
                "{\n  \"hooks\": {\n    \"PreToolUse\": [\n      // c\n      GROUP,\n      {\"hooks\": []}\n    ]\n  }\n}\n",
                "{\n  \"hooks\": {\n    \"PreToolUse\": [\n      GROUP, // c\n      {\"hooks\": []}\n    ]\n  }\n}\n",
                "{\n  \"hooks\": {\n    \"PreToolUse\": [\n      {\"hooks\": []}, // c\n      GROUP\n    ]\n  }\n}\n",
                "{\"hooks\": {\"PreToolUse\": [{\"hooks\": []}, GROUP // c\n ]}}",
                "{\"hooks\": {\"PreToolUse\": [{ // c\n \"hooks\": [{\"type\": \"command\", /* c */ HOOK}]}]}}",
                "{\"hooks\": {\"PreToolUse\": [{\"hooks\": [{HOOK // c\r\n}, {\"command\": \"/* no */\"}]}]}}",
            })
    void commentsBesideOursStay(String text) {
        // Given
        String hook = "\"command\": \"" + LINE + "\"";
        String group = "{\"matcher\": \"/*\", \"hooks\": [{" + hook + "}]}";
        String event = "\"PreToolUse\": [" + group + "]";
        String connected = text.replace("HOOKS", "\"hooks\": {" + event + "}")
                .replace("EVENT", event)
                .replace("GROUP", group)
                .replace("HOOK", hook);
        assertThat(new SettingsText(connected).root()).as(connected).isPresent();

        // When
        SettingsText without = new SettingsText(connected).withoutHooks(line -> OURS.has(Agent.CLAUDE_CODE, line));

        // Then
        assertThat(without.root()).as(without.text()).isPresent();
        assertThat(without.text()).doesNotContain("holdpoint");
        assertThat(comments(without.text())).as(without.text()).isEqualTo(comments(connected));
        assertThat(without.text().contains("\"a\": ")).isEqualTo(connected.contains("\"a\": "));
    }

    private static long comments(String text) {
        return Pattern.compile("// c|/\\* c \\*/").matcher(text).results().count();
    }

    /** It looks as if it had never been there. */
    @Test
    void commentsThatStayStandWhereTheyStood() {
        String text = "{\n  \"hooks\": { // all\n    // first\n    \"PreToolUse\": [{\"hooks\": [{\"command\": \""
                + LINE + "\"}]}], // ours\n    // last\n    \"Stop\": []\n  }\n}\n";
        assertThat(new SettingsText(text)
                        .withoutHooks(line -> OURS.has(Agent.CLAUDE_CODE, line))
                        .text())
                .isEqualTo(
                        "{\n  \"hooks\": { // all\n    // first\n    // ours\n    // last\n    \"Stop\": []\n  }\n}\n");
    }

    /** One that is there is put in as the file has it. */
    @Test
    void whatIsPutInIsIndentedByTabsWhereTheFileIs() {
        String text = with("{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n").text();
        assertThat(text)
                .contains("\n\t\"hooks\": {", "\n\t\t\"PreToolUse\": [", "\n\t\t\t{", "\n\t\t\t\t\"hooks\": [")
                .contains("\n\t\t\t\t\t{", "\n\t\t\t\t\t\t\"command\"");
        assertThat(text.lines()).noneMatch(line -> line.matches("\\t* +.*"));
    }

    @ParameterizedTest
    @CsvSource({"'{',1,2", "'{\n  \"a\": nul\n}',2,8", "'{\n \"a\": 1,\n \"a\": 2}',3,5", "'{}\n x',2,2", "'{} []',1,4"
    })
    void whereItIsNoJsonIsTold(String text, int line, int column) {
        assertThat(new SettingsText(text).trouble().orElseThrow())
                .startsWith("line " + line + ", column " + column + ": ")
                .doesNotContain("Source", "REDACTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1", "{\"a\":1}{}", "{\"a\":1,\"a\":2}", "x"})
    void whatIsNoJsonIsNone(String text) {
        assertThat(new SettingsText(text).root()).isEmpty();
    }

    @Test
    void itIsIndentedAsTheFileIs() {
        var hooking = new Hooking("PreToolUse", null);
        assertThat(hooking.into(new SettingsText("{\n\t\"a\": 1\n}\n"), Agent.CLAUDE_CODE, "x", 9)
                        .text())
                .isEqualTo("""
                        {
                        \t"hooks": {
                        \t\t"PreToolUse": [
                        \t\t\t{
                        \t\t\t\t"hooks": [
                        \t\t\t\t\t{
                        \t\t\t\t\t\t"type": "command",
                        \t\t\t\t\t\t"command": "x",
                        \t\t\t\t\t\t"timeout": 9
                        \t\t\t\t\t}
                        \t\t\t\t]
                        \t\t\t}
                        \t\t]
                        \t},
                        \t"a": 1
                        }
                        """);
    }

    @Test
    void whatIsWrittenIsStrictJsonWhereWhatWasThereIs() {
        assertThat(Trees.read(with("{\"a\": {\"b\": []}}").text()).path("hooks").size())
                .isEqualTo(2);
        assertThat(Trees.read(with("{}").text()).path("hooks").size()).isEqualTo(2);
    }

    private static SettingsText with(String text) {
        SettingsText next = new SettingsText(text);
        for (Hooking hooking : List.of(new Hooking("PreToolUse", "A|B"), new Hooking("PermissionRequest", null))) {
            SettingsText before = next;
            next = hooking.into(before, Agent.CLAUDE_CODE, LINE, 900);
            assertOnePieceMore(before.text(), next.text());
        }
        return next;
    }

    /** What is the same at the beginning and what is the same at the end is all that was there. */
    private static void assertOnePieceMore(String before, String after) {
        int same = 0;
        while (same < before.length() && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        assertThat(after.substring(same)).endsWith(before.substring(same));
        assertThat(after.length()).isGreaterThan(before.length());
    }
}
