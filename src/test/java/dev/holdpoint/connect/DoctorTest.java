package dev.holdpoint.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.hook.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of hooks that were put there; each is a script in the place of the command. */
class DoctorTest {

    private static final String SILENCE = "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\","
            + "\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"Nobody answered within 5 s\"}}";

    @TempDir
    Path temporary;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(temporary.resolve("project"));
    }

    @Test
    void askedAndBlockedBySilenceIsGood() throws IOException {
        hook("cat > " + temporary.resolve("heard") + "; echo '" + SILENCE + "'", "|| exit 2", 900);
        assertThat(examine()).as(told.toString()).isTrue();
        assertThat(told.getFirst())
                .startsWith("good    codex, PreToolUse in " + files().own(Agent.CODEX))
                .endsWith("asked, and blocked by silence");
        assertThat(temporary.resolve("heard"))
                .content()
                .contains("\"probe\":true", "\"hook_event_name\":\"PreToolUse\"");
    }

    /** A pattern that fits no tool holds none: nobody sees that but whoever reads it. */
    @Test
    void eachLineSaysForWhichTools() throws IOException {
        Path file = files().own(Agent.CLAUDE_CODE);
        Files.createDirectories(file.getParent());
        String hook = "\"hooks\": [{\"command\": \""
                + escaped(script("echo '" + SILENCE + "'") + " hook claude-code --timeout 5 || exit 2") + "\"}]";
        Files.writeString(
                file,
                "{\"hooks\": {\"PreToolUse\": [{\"matcher\": \"bash|Write\", " + hook + "}, {" + hook
                        + "}, {\"matcher\": \"*\", " + hook + "}]}}");

        assertThat(examine()).as(told.toString()).isTrue();

        assertThat(told)
                .filteredOn(line -> line.contains("PreToolUse of bash|Write in "))
                .hasSize(1);
        assertThat(told).filteredOn(line -> line.contains("PreToolUse in ")).hasSize(2);
    }

    @Test
    void nobodyConnectedIsBad() {
        assertThat(examine()).isFalse();
        assertThat(told).singleElement().asString().contains("no agent here is connected", "holdpoint connect AGENT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exit 1                    | IS NOT IN THE WAY",
                "exit 127                  | IS NOT IN THE WAY",
                "exit 0                    | IS NOT IN THE WAY",
                "echo {}                   | IS NOT IN THE WAY",
                "echo rubbish              | IS NOT IN THE WAY",
                "echo no >&2; exit 2       | nobody is asked, so codex can do nothing that is held there: no",
                "exit 2                    | it ends with 2 and says nothing",
            })
    void whatIsOpenAndWhatIsShutIsToldApart(String script, String said) throws IOException {
        hook(script, "", 900);
        assertThat(examine()).isFalse();
        assertThat(told).anySatisfy(line -> assertThat(line).contains(said));
        assertThat(told.stream().anyMatch(line -> line.startsWith("DANGER")))
                .isEqualTo(said.contains("NOT IN THE WAY"));
        assertThat(told).anySatisfy(line -> assertThat(line).contains("does not end in '|| exit 2'"));
    }

    @Test
    void aDenialByTheHookItselfIsNobodyAsked() throws IOException {
        hook("echo '" + SILENCE.replace("Nobody", "Holdpoint blocked this: nobody") + "'", "|| exit 2", 900);
        assertThat(examine()).isFalse();
        assertThat(told.getFirst()).contains("it blocks, but nobody is asked");
    }

    @Test
    void anAgentThatIsQuickerThanItsHookIsADanger() throws IOException {
        hook("echo '" + SILENCE + "'", "|| exit 2", 890);
        assertThat(examine()).isFalse();
        assertThat(told.getFirst()).startsWith("DANGER").contains("ends the hook after 890 s", "--timeout 890");
    }

    @Test
    void hooksThatAreTurnedOffAreADanger() throws IOException {
        hook("echo '" + SILENCE + "'", "|| exit 2", 900);
        Files.writeString(files().codexConfigurations().getFirst(), "[features]\nhooks = false\n");
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("DANGER").contains("turns hooks off"));
    }

    @Test
    void claudeCodesSwitchIsSeen() throws IOException {
        claudeCode("PreToolUse", script("exit 2") + " hook claude-code --timeout 5 || exit 2");
        Path file = files().own(Agent.CLAUDE_CODE);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\\{", "{\"disableAllHooks\": true, ")
                        .replace("}]}]", ", \"async\": true}]}]"));
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("DANGER").contains("disableAllHooks"));
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("DANGER").contains("async"));
    }

    /** Claude Code goes on to ask by itself, or as its rules have it, after a status 2 on this event. */
    @Test
    void aStatusThatIsNotHeededIsADanger() throws IOException {
        claudeCode("PermissionRequest", script("echo no >&2; exit 2") + " hook claude-code --timeout 5 || exit 2");
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("DANGER")
                        .contains("IS NOT IN THE WAY", "does not heed on this event: no"));
    }

    /** What an older version wrote. */
    @Test
    void aLineThatCannotDenyWhereItHasToIsNotSafe() throws IOException {
        String asked = script("echo '"
                + SILENCE.replace("PreToolUse", "PermissionRequest")
                        .replaceFirst(
                                "\"permissionDecision.*",
                                "\"decision\":{\"behavior\":\"deny\",\"message\":\"Nobody\"}}}")
                + "'");
        claudeCode("PermissionRequest", asked + " hook claude-code --timeout 5 || exit 2");
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("bad")
                        .contains("the line is not safe", "run holdpoint connect claude-code"));

        told.clear();
        var wish = new Connecting.Wish(List.of(asked), List.of(), 900, null);
        new Connecting(files(), Agent.CLAUDE_CODE, false, List.of("holdpoint"), line -> {}, question -> true)
                .connect(wish, () -> {});
        examine();
        assertThat(told)
                .filteredOn(line -> line.contains("PermissionRequest in"))
                .singleElement()
                .asString()
                .startsWith("good");
    }

    /** They are merged. */
    @Test
    void aSwitchInAFileWithoutHooksIsSeen() throws IOException {
        claudeCode("PreToolUse", script("exit 2") + " hook claude-code --timeout 5 || exit 2");
        Path other = temporary.resolve("project/.claude/settings.local.json");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "{\"disableAllHooks\": true}");
        Path gemini = files().own(Agent.GEMINI);
        Files.createDirectories(gemini.getParent());
        Files.writeString(gemini, "{\"hooksConfig\": {\"enabled\": false}}");
        examine();
        assertThat(told)
                .filteredOn(line -> line.startsWith("DANGER"))
                .singleElement()
                .asString()
                .contains(other + " says disableAllHooks");

        told.clear();
        Path project = files().ofProject(Agent.GEMINI);
        Files.createDirectories(project.getParent());
        Files.writeString(
                project,
                "{\"hooks\": {\"BeforeTool\": [{\"hooks\": [{\"command\": \"" + script("exit 2")
                        + " hook gemini --timeout 5 || exit 2\"}]}]}}");
        examine();
        assertThat(told).anySatisfy(line -> assertThat(line).contains(gemini + " has hooksConfig.enabled false"));
    }

    @ParameterizedTest
    @CsvSource({"cancel,good", "decline,good", "accept,good", "none,DANGER"})
    void anElicitationIsAskedAsItsServerWould(String action, String kind) throws IOException {
        claudeCode(
                "Elicitation",
                script("cat > " + temporary.resolve("heard")
                                + "; echo '{\"hookSpecificOutput\":{\"hookEventName\":\"Elicitation\",\"action\":\""
                                + action
                                + "\"}}'")
                        + " hook claude-code --timeout 5 || exit 2");
        assertThat(examine()).as(told.toString()).isEqualTo(kind.equals("good"));
        assertThat(told.getFirst()).startsWith(kind);
        assertThat(temporary.resolve("heard")).content().contains("\"mcp_server_name\":", "\"message\":");
    }

    /** Gemini CLI goes by what was said first, and where nothing was, goes on whatever the status is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exit 2                                                  | bad | nobody is asked",
                "echo no >&2; exit 2                                     | bad | nobody is asked",
                "echo '{\"decision\":\"deny\",\"reason\":\"no\"}'; exit 2  | good | asked, and blocked by silence",
                "echo '{\"decision\":\"allow\"}'; exit 2                 | good | somebody allowed the test",
                "echo rubbish                                            | DANGER | IS NOT IN THE WAY",
                "kill -9 $$                                              | bad | nobody is asked",
            })
    void whatOpensGeminiIsToldApart(String script, String first, String said) throws IOException {
        gemini(files().own(Agent.GEMINI), script);
        assertThat(examine()).isEqualTo(first.equals("good"));
        assertThat(told.getFirst()).as(told.toString()).startsWith(first).contains(said);
        assertThat(told.getLast()).startsWith("note    gemini runs hooks only in folders that somebody trusted");
    }

    @Test
    void aLineThatBlocksGeminiWithoutAWordIsBad() throws IOException {
        Path file = files().own(Agent.GEMINI);
        gemini(file, "echo '{\"decision\":\"deny\",\"reason\":\"no\"}'");
        Files.writeString(file, Files.readString(file).replace(HookLine.closing(Agent.GEMINI), "|| exit 2"));
        assertThat(examine()).isFalse();
        assertThat(told.getFirst()).startsWith("bad").contains("does not end in '|| { echo");
        told.clear();
        gemini(file, "exit 2");
        Files.writeString(file, Files.readString(file).replace(HookLine.closing(Agent.GEMINI), "|| exit 2"));
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("DANGER").contains("it ends with 2 and says nothing"));
    }

    /** Off in the project's settings is off for the user's hooks as well. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"hooksConfig\": {\"enabled\": false}}                            | hooksConfig.enabled false",
                "{\"hooksConfig\": {\"disabled\": [\"holdpoint hook gemini --timeout 890\"]}} | hooksConfig.disabled",
            })
    void whatAProjectTurnsOffForGeminiIsADanger(String settings, String said) throws IOException {
        gemini(files().own(Agent.GEMINI), "echo '{\"decision\":\"deny\",\"reason\":\"no\"}'");
        Path file = files().ofProject(Agent.GEMINI);
        Files.createDirectories(file.getParent());
        Files.writeString(file, settings);
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("DANGER").contains(file.toString(), said));
    }

    private void gemini(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"hooks\": {\"BeforeTool\": [{\"hooks\": [{\"command\": \""
                        + escaped(script(script) + " hook gemini --timeout 890 " + HookLine.closing(Agent.GEMINI))
                        + "\", \"timeout\": 900000}]}]}}");
    }

    @Test
    void settingsThatCannotBeReadAreBad() throws IOException {
        Path file = files().own(Agent.GEMINI);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{");
        assertThat(examine()).isFalse();
        assertThat(told.getFirst()).contains("is no JSON that can be read");
    }

    private void hook(String script, String end, int timeout) throws IOException {
        Path file = files().own(Agent.CODEX);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"command\": \"false\"}]}], \"PreToolUse\": [{\"hooks\": [{\"command\": \""
                        + escaped(script(script) + " hook codex --timeout 890 " + end)
                                .strip() + "\", \"timeout\": " + timeout
                        + "}]}]}}");
    }

    private void claudeCode(String event, String line) throws IOException {
        Path file = files().own(Agent.CLAUDE_CODE);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "{\"hooks\": {\"" + event + "\": [{\"hooks\": [{\"command\": \"" + escaped(line) + "\"}]}]}}");
    }

    private String script(String text) throws IOException {
        Path file = temporary.resolve("bin").resolve("holdpoint");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private boolean examine() {
        return new Doctor(files(), List.of("holdpoint"), told::add).examine();
    }

    private AgentFiles files() {
        return new AgentFiles(temporary, temporary.resolve("project"), name -> null);
    }
}
