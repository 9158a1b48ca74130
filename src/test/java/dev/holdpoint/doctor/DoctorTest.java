package dev.holdpoint.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.client.Place;
import dev.holdpoint.connect.Before;
import dev.holdpoint.connect.Connecting;
import dev.holdpoint.connect.HookLine;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Map<String, String> variables = new HashMap<>();
    private Place called = Place.of("http://localhost:8080");
    private Optional<Place> usual = Optional.of(called);

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

    @Test
    void eachLineSaysForWhichTools() throws IOException {
        Path file = files().own(Agent.CLAUDE_CODE);
        Files.createDirectories(file.getParent());
        String hook = "\"hooks\": [{\"type\": \"command\", \"command\": \""
                + escaped(script("echo '" + SILENCE + "'") + " hook claude-code --timeout 5 || exit 2") + "\"}]";
        Files.writeString(
                file,
                "{\"hooks\": {\"PreToolUse\": [{\"matcher\": \"Bash|Write\", " + hook + "}, {" + hook
                        + "}, {\"matcher\": \"*\", " + hook + "}]}}");

        assertThat(examine()).as(told.toString()).isTrue();

        assertThat(told)
                .filteredOn(line -> line.contains("PreToolUse of Bash|Write in "))
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
    void secondsMayBeWrittenWithAPoint() throws IOException {
        Path file = files().own(Agent.CLAUDE_CODE);
        write(file, good(Agent.CLAUDE_CODE).replace("\"timeout\": 900", "\"timeout\": 900.0"));
        assertThat(file).content().contains("900.0");
        assertThat(examine()).as(told.toString()).isTrue();
    }

    /** Seen: Node takes it for a millisecond, Gemini CLI ends the hook and goes on. */
    @Test
    void aTimeThatGeminiCannotWaitIsADanger() throws IOException {
        write(files().own(Agent.GEMINI), good(Agent.GEMINI).replace("900000", "3000000000"));
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("DANGER").contains("2147483647 ms"));
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
                "{\"hooks\": {\"BeforeTool\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"" + script("exit 2")
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
        writtenByConnect(file, command() + " hook gemini --timeout 890 || exit 2");
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
                "{\"hooks\": {\"BeforeTool\": [{\"hooks\": [{\"type\": \"command\", \"command\": \""
                        + escaped(script(script) + " hook gemini --timeout 890 " + HookLine.closing(Agent.GEMINI))
                        + "\", \"timeout\": 900000}]}]}}");
    }

    @Test
    void settingsThatCannotBeReadAreBad() throws IOException {
        Path file = files().own(Agent.GEMINI);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{");
        assertThat(examine()).isFalse();
        assertThat(told.getFirst()).contains("cannot read what is no JSON", "does not start");
    }

    /** The hook is there, and blocks; the agent does not even see it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claude-code | {                  | { // mine~                                   | line 1, column 3: claude-code cannot",
                "claude-code | ]}]}               | ]}],}                                        | cannot read a comma",
                "claude-code | \"PreToolUse\": [   | \"PreToolUse\": [{\"command\":\"old\"},     | [0]' without 'hooks'",
                "codex       | {                  | {\"$schema\":\"x\",                           | '$schema', which is nothing it knows",
                "codex       | {                  | /* x */ {                                    | a comment",
            })
    void whatItsAgentDoesNotLoadIsADanger(String word, String what, String with, String said) throws IOException {
        Agent agent = Agent.of(word).orElseThrow();
        Path file = files().own(agent);
        String text = good(agent);
        assertThat(examine()).as(told.toString()).isTrue();
        told.clear();
        int at = text.indexOf(what);
        write(file, text.substring(0, at) + with.replace('~', '\n') + text.substring(at + what.length()));

        assertThat(examine()).isFalse();

        assertThat(told).noneMatch(line -> line.startsWith("good"));
        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("DANGER  " + word + ": " + file + ", line 1")
                        .contains(said, "runs no hook of it: every call goes through"));
    }

    /** The hook is in no danger there. */
    @Test
    void geminiDoesNotStartWithACommaTooMuch() throws IOException {
        String text = good(Agent.GEMINI);
        write(files().own(Agent.GEMINI), "// mine\n" + text);
        assertThat(examine()).as(told.toString()).isTrue();
        write(files().own(Agent.GEMINI), text.replace("]}]}", "]}],}"));
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("bad").contains("gemini cannot read a comma"))
                .noneMatch(line -> line.startsWith("DANGER"));
    }

    /** Its hook was there; what stands there now nobody can read. */
    @Test
    void whatWasConnectedAndIsNoJsonAnyMoreIsADanger() throws IOException {
        String text = good(Agent.CODEX);
        write(files().own(Agent.CODEX), text.substring(0, text.length() - 2));
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("DANGER")
                        .contains(
                                files().own(Agent.CODEX).toString(), "runs no hook of it", "every call goes through"));

        told.clear();
        Files.delete(files().own(Agent.CODEX));
        new Connecting(files(), Agent.CLAUDE_CODE, false, List.of("holdpoint"), line -> {}, question -> true)
                .connect(new Connecting.Wish(List.of("holdpoint"), List.of(), 900, null), () -> {});
        write(files().own(Agent.CLAUDE_CODE), "{\"hooks\"");
        assertThat(examine()).isFalse();
        assertThat(told).anySatisfy(line -> assertThat(line).startsWith("DANGER"));
    }

    /** As it is with a hook of ours in another file, which is run. */
    @Test
    void whatIsNoJsonAndWasNeverOursIsBad() throws IOException {
        good(Agent.CLAUDE_CODE);
        write(files().ofProject(Agent.CLAUDE_CODE), "{");
        assertThat(examine()).isFalse();
        assertThat(told).anySatisfy(line -> assertThat(line).startsWith("good"));
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("bad").contains("no JSON"))
                .noneMatch(line -> line.startsWith("DANGER"));
    }

    /** Whoever allows a call allows what was shown. */
    @ParameterizedTest
    @CsvSource({"claude-code,PreToolUse", "codex,PreToolUse", "gemini,BeforeTool"})
    void hooksOfOthersBesideOursAreToldOf(String word, String event) throws IOException {
        Agent agent = Agent.of(word).orElseThrow();
        String text = good(agent);
        assertThat(examine()).as(told.toString()).isTrue();
        assertThat(told).noneMatch(line -> line.contains("other hooks"));

        Path file = write(
                files().ofProject(agent),
                "{\"hooks\": {\"" + event + "\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"x\"}]}]}}");
        assertThat(examine()).as(told.toString()).isTrue();
        assertThat(told)
                .filteredOn(line -> line.contains("other hooks are run on " + event + " as well: " + file))
                .singleElement()
                .asString()
                .startsWith("note");

        told.clear();
        Files.delete(file);
        write(
                files().own(agent),
                text.replace("]}]}}", ", {\"type\": \"mcp_tool\", \"server\": \"a\", \"tool\": \"b\"}]}]}}"));
        assertThat(examine()).as(told.toString()).isTrue();
        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .contains("other hooks")
                        .contains(files().own(agent).toString()));
    }

    /** Each seen to have Claude Code run none. */
    @ParameterizedTest
    @CsvSource({
        "CLAUDE_CODE_SIMPLE,1,true",
        "CLAUDE_CODE_SIMPLE,yes,true",
        "CLAUDE_CODE_SAFE_MODE,true,true",
        "CLAUDE_CODE_SAFE_MODE,off,false",
        "CLAUDE_CODE_SIMPLE,0,false"
    })
    void aVariableThatTurnsClaudeCodesHooksOffIsADanger(String name, String value, boolean isOff) throws IOException {
        String text = good(Agent.CLAUDE_CODE);
        variables.put(name, value);
        assertThat(examine()).as(told.toString()).isEqualTo(!isOff);
        assertThat(told.stream().anyMatch(line -> line.startsWith("DANGER") && line.contains("environment here sets")))
                .isEqualTo(isOff);

        told.clear();
        variables.clear();
        write(
                files().own(Agent.CLAUDE_CODE),
                text.replaceFirst("\\{", "{\"env\": {\"" + name + "\": \"" + value + "\"}, "));
        assertThat(examine()).as(told.toString()).isEqualTo(!isOff);
        assertThat(told.stream().anyMatch(line -> line.startsWith("good"))).isEqualTo(!isOff);
    }

    @Test
    void aFolderOfSettingsThatIsNoneIsADanger() throws IOException {
        good(Agent.CLAUDE_CODE);
        variables.put("CLAUDE_CONFIG_DIR", "");
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(
                        line -> assertThat(line).startsWith("DANGER").contains("CLAUDE_CONFIG_DIR is set, and empty"));
    }

    /** The doctor runs the line, and the agent never does. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "claude-code;bash;DANGER;fits no tool",
                "claude-code;Bash(git *);DANGER;without what it is called with",
                "codex;shell;DANGER;did you mean 'Bash'?",
                "gemini;Bash;DANGER;did you mean 'run_shell_command'?",
                "codex;[;DANGER;'[' in it may be unknown",
                "codex;(;DANGER;fits no tool",
                "claude-code;bash|Write;bad;'bash' is no tool",
                "claude-code;Bash|SomethingNew;note;'SomethingNew' is no tool",
            })
    void aHookForNoToolIsADanger(String word, String tools, String kind, String said) throws IOException {
        Agent agent = Agent.of(word).orElseThrow();
        Path file = write(
                files().own(agent), good(agent).replace("[{\"hooks", "[{\"matcher\": \"" + tools + "\", \"hooks"));

        assertThat(examine()).isEqualTo(kind.equals("note"));

        assertThat(told).anySatisfy(line -> assertThat(line).startsWith(kind).contains(file.toString(), tools, said));
        assertThat(told.stream().anyMatch(line -> line.startsWith("good"))).isEqualTo(!kind.equals("DANGER"));
    }

    @Test
    void toolsThatAreNoneAreShownInOneLineWithoutWhatMovesACursor() throws IOException {
        write(
                files().own(Agent.CODEX),
                good(Agent.CODEX).replace("[{\"hooks", "[{\"matcher\": \"a\\u001bcA\\nb\", \"hooks"));
        examine();
        assertThat(told)
                .filteredOn(line -> line.contains("fits no tool"))
                .singleElement()
                .satisfies(line -> assertThat(line.chars()).allMatch(one -> one >= ' '));
    }

    /** An elicitation's pattern names servers of tools. */
    @Test
    void aFormOfAServerIsNoTool() throws IOException {
        claudeCode(
                "Elicitation",
                script("echo '{\"hookSpecificOutput\":{\"action\":\"cancel\"}}'")
                        + " hook claude-code --timeout 5 || exit 2");
        Path file = files().own(Agent.CLAUDE_CODE);
        write(file, Files.readString(file).replace("[{\"hooks", "[{\"matcher\": \"memory\", \"hooks"));
        assertThat(examine()).as(told.toString()).isTrue();
    }

    /** Each with what an administrator would have written, and where. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claude-code | etc/claude-code/managed-settings.json         | {\"disableAllHooks\": true}",
                "claude-code | etc/claude-code/managed-settings.json         | {\"allowManagedHooksOnly\": true}",
                "claude-code | etc/claude-code/managed-settings.d/10-a.json  | {\"allowManagedHooksOnly\": true}",
                "claude-code | Library/Application Support/ClaudeCode/managed-settings.json | {\"disableAllHooks\": 1}",
                "claude-code | etc/claude-code/managed-settings.json | {\"strictPluginOnlyCustomization\": [\"hooks\"]}",
                "claude-code | etc/claude-code/managed-settings.json | {\"strictPluginOnlyCustomization\": true}",
                "codex       | etc/codex/requirements.toml    | allow_managed_hooks_only = true # ours",
                "codex       | etc/codex/requirements.toml    | features = { x = true, hooks = false }",
                "codex       | etc/codex/managed_config.toml  | features.codex_hooks = false",
                "codex       | etc/codex/config.toml          | [features]~hooks = false",
                "gemini      | etc/gemini-cli/settings.json        | {\"hooksConfig\": {\"enabled\": false}}",
                "gemini      | etc/gemini-cli/system-defaults.json | {\"hooksConfig\": {\"enabled\": false}}",
                "gemini      | Library/Application Support/GeminiCli/settings.json | {\"hooksConfig\": {\"enabled\": false}}",
            })
    void whatAnAdministratorTurnsOffIsADangerAndNothingIsGood(String agent, String file, String text)
            throws IOException {
        good(Agent.of(agent).orElseThrow());
        Path managed = write(temporary.resolve("system").resolve(file), text.replace('~', '\n'));

        assertThat(examine()).isFalse();

        assertThat(told).noneMatch(line -> line.startsWith("good"));
        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("DANGER").contains(agent + ": " + managed));
        assertThat(told).anySatisfy(line -> assertThat(line).startsWith("bad").contains("the agent does not run it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claude-code | etc/claude-code/managed-settings.json | {\"disableAllHooks\": false, \"allowManagedHooksOnly\": null}",
                "claude-code | etc/claude-code/managed-settings.json | {\"strictPluginOnlyCustomization\": [\"skills\"]}",
                "codex       | etc/codex/requirements.toml | [features]~hooks = true~[other]~hooks = false",
                "codex       | etc/codex/config.toml       | allow_managed_hooks_only = true",
                "gemini      | etc/gemini-cli/settings.json | {\"hooksConfig\": {\"enabled\": true}}",
            })
    void whatTurnsNothingOffIsNoDanger(String agent, String file, String text) throws IOException {
        good(Agent.of(agent).orElseThrow());
        write(temporary.resolve("system").resolve(file), text.replace('~', '\n'));
        assertThat(examine()).as(told.toString()).isTrue();
    }

    /** What is not known is not good. */
    @ParameterizedTest
    @CsvSource({
        "claude-code,etc/claude-code/managed-settings.json",
        "gemini,etc/gemini-cli/settings.json",
        "gemini,.gemini/trustedFolders.json",
        "codex,etc/codex/requirements.toml"
    })
    void whatIsThereAndCannotBeReadIsSaidToBeUnknown(String agent, String file) throws IOException {
        good(Agent.of(agent).orElseThrow());
        Path root = file.startsWith("etc") ? temporary.resolve("system") : temporary;
        Path broken = write(root.resolve(file), "{\n  \u00e9");
        Files.write(broken, new byte[] {'{', '\n', ' ', (byte) 0xe9});
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("bad")
                        .contains(broken + " is there and cannot be read here", "is not known"));
    }

    @Test
    void anAdministratorsOwnHookIsInTheWayWhereNoOtherIs() throws IOException {
        String hook = good(Agent.CLAUDE_CODE);
        Path managed = write(
                temporary.resolve("system/etc/claude-code/managed-settings.json"),
                hook.replaceFirst("\\{", "{\"allowManagedHooksOnly\": true, "));
        assertThat(examine()).isFalse();
        assertThat(told)
                .filteredOn(line -> line.startsWith("good"))
                .singleElement()
                .asString()
                .contains(managed.toString());
    }

    @Test
    void whatGeminiIsToldByItsVariablesIsReadThere() throws IOException {
        good(Agent.GEMINI);
        Path other = write(temporary.resolve("other.json"), "{\"hooksConfig\": {\"enabled\": false}}");
        for (String name : List.of("GEMINI_CLI_SYSTEM_SETTINGS_PATH", "GEMINI_CLI_SYSTEM_DEFAULTS_PATH")) {
            told.clear();
            variables.clear();
            variables.put(name, other.toString());
            assertThat(examine()).isFalse();
            assertThat(told)
                    .anySatisfy(line -> assertThat(line).startsWith("DANGER").contains(other.toString()));
        }
    }

    /** The longest name of a folder above counts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"HOME/project\": \"TRUST_FOLDER\"}                                     | note | gemini trusts",
                "{\"HOME/project/x\": \"TRUST_PARENT\", \"HOME\": \"DO_NOT_TRUST\"}   | note | gemini trusts",
                "{\"HOME/project\": \"DO_NOT_TRUST\", \"HOME\": \"TRUST_FOLDER\"}     | DANGER | is not trusted",
                "{\"HOME\": \"DO_NOT_TRUST\"} // here                                     | DANGER | is not trusted",
                "{\"HOME/proj\": \"DO_NOT_TRUST\"}                                       | note | nobody has trusted",
                "{}                                                                           | note | nobody has trusted",
            })
    void whetherGeminiTrustsTheFolderIsTold(String folders, String kind, String said) throws IOException {
        good(Agent.GEMINI);
        Path file =
                write(temporary.resolve(".gemini/trustedFolders.json"), folders.replace("HOME", temporary.toString()));
        assertThat(examine()).isEqualTo(kind.equals("note"));
        assertThat(told.getLast()).startsWith(kind).contains(said, file.toString());
        assertThat(told.stream().anyMatch(line -> line.startsWith("good"))).isEqualTo(kind.equals("note"));
    }

    @Test
    void geminiTrustsByAVariableAndBySettingsThatAreNotTheProjects() throws IOException {
        good(Agent.GEMINI);
        write(temporary.resolve(".gemini/trustedFolders.json"), "{\"" + temporary + "\": \"DO_NOT_TRUST\"}");
        Path project = write(files().ofProject(Agent.GEMINI), "{\"security\":{\"folderTrust\":{\"enabled\":false}}}");
        assertThat(examine()).isFalse();
        write(temporary.resolve("system/etc/gemini-cli/settings.json"), Files.readString(project));
        assertThat(examine()).isTrue();
        variables.put("GEMINI_CLI_TRUST_WORKSPACE", "false");
        assertThat(examine()).isFalse();
        Files.delete(temporary.resolve("system/etc/gemini-cli/settings.json"));
        variables.put("GEMINI_CLI_TRUST_WORKSPACE", "true");
        assertThat(examine()).isTrue();
    }

    @Test
    void aHookOfAnExtensionIsToldOf() throws IOException {
        String hook = good(Agent.GEMINI);
        Path file = write(
                temporary.resolve(".gemini/extensions/other/hooks/hooks.json"),
                "{\"hooks\":{\"BeforeTool\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]}}");
        assertThat(examine()).isTrue();
        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("note")
                        .contains("an extension has a hook on BeforeTool as well: " + file));

        told.clear();
        write(file, hook.replace("--timeout 890", "--timeout 889"));
        assertThat(examine()).isFalse();
        assertThat(told)
                .anySatisfy(line -> assertThat(line).contains("asked about twice", file.toString()))
                .noneMatch(line -> line.contains("as well: "));
    }

    /** Claude Code and Gemini CLI run a line once that stands in both, Codex runs it twice. */
    @ParameterizedTest
    @CsvSource({
        "claude-code,--timeout 890,false",
        "claude-code,--timeout 889,true",
        "gemini,--timeout 890,false",
        "gemini,--timeout 889,true",
        "codex,--timeout 890,true",
        "codex,--timeout 889,true"
    })
    void hooksInTwoFilesThatAreBothRunAreToldOfByTheirNames(String agent, String line, boolean isTwice)
            throws IOException {
        Agent which = Agent.of(agent).orElseThrow();
        Path project = write(files().ofProject(which), good(which).replace("--timeout 890", line));
        assertThat(examine()).as(told.toString()).isEqualTo(!isTwice);
        assertThat(told)
                .filteredOn(said -> said.startsWith("bad") && said.contains("two cards differently"))
                .hasSize(isTwice ? 1 : 0)
                .allSatisfy(said -> assertThat(said).contains(files().own(which).toString(), project.toString()));
    }

    @Test
    void oneFileUnderTwoNamesIsOne() throws IOException {
        good(Agent.CODEX);
        Files.createSymbolicLink(temporary.resolve("project/.codex"), temporary.resolve(".codex"));
        assertThat(examine()).as(told.toString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Bash;Write;false",
                "Bash|Write;Write|Edit;true",
                "Bash;mcp__.*;false",
                "mcp__.*;mcp__a__b;true",
                "mcp__.*;mcp__a.*;true",
                "*;Bash;true",
                "Bash;[;false"
            })
    void hooksForOtherToolsAreNotRunForOneCall(String tools, String others, boolean isTwice) throws IOException {
        String hook = good(Agent.CLAUDE_CODE);
        write(files().own(Agent.CLAUDE_CODE), hook.replace("[{\"hooks", "[{\"matcher\": \"" + tools + "\", \"hooks"));
        write(
                files().ofProject(Agent.CLAUDE_CODE),
                hook.replace("[{\"hooks", "[{\"matcher\": \"" + others + "\", \"hooks")
                        .replace("--timeout 890", "--timeout 889"));
        examine();
        assertThat(told.stream().anyMatch(line -> line.contains("asked about twice")))
                .as(told.toString())
                .isEqualTo(isTwice);
    }

    /** What a repository brings along is read, and never run, whatever stands before and after the hook in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            value = {
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5; touch pwned; exit 2 || exit 2",
                "claude-code ~ PreToolUse ~ ./tools/holdpoint hook claude-code --timeout 5 || exit 2",
                "claude-code ~ PreToolUse ~ tools/holdpoint hook claude-code --timeout 5 || exit 2",
                "claude-code ~ PreToolUse ~ java -jar tools/holdpoint hook claude-code --timeout 5 || exit 2",
                "claude-code ~ PreToolUse ~ PATH=tools holdpoint hook claude-code --timeout 5 || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout $(touch pwned) || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 --url `touch\\tpwned` || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 --token-file \"$(touch pwned)\" || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 > pwned || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5\\ntouch pwned || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 --verbose yes || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 --url http://a --url http://b || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 || true || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 & true || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 ; true || exit 2",
                "claude-code ~ PreToolUse ~ holdpoint hook claude-code --timeout 5 | cat || exit 2",
                "claude-code ~ PermissionRequest ~ said=$(holdpoint hook claude-code --timeout 5; touch pwned) || exit 2",
                "gemini ~ BeforeTool ~ holdpoint hook gemini --timeout 5 | touch pwned; exit 2",
                "codex ~ PreToolUse ~ holdpoint hook codex --timeout 5 & touch pwned; exit 2",
            })
    void aLineThatIsNotAsConnectWritesItIsShownAndNotRun(String agent, String event, String line) throws IOException {
        // Given
        Agent which = Agent.of(agent).orElseThrow();
        Path project = files().project();
        variables.put("PATH", Path.of(script("exit 0")).getParent().toString());
        Path pwned = project.resolve("pwned");
        script(project.resolve("tools/holdpoint"), "touch '" + pwned + "'; echo '" + SILENCE + "'");
        write(
                files().ofProject(which),
                "{\"hooks\": {\"" + event + "\": [{\"hooks\": [{\"type\": \"command\", \"command\": \""
                        + escaped(line.replace("\\n", "\n").replace("\\t", "\t"))
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                        + "\"}]}]}}");

        // When
        boolean isWell = examine();

        // Then
        assertThat(pwned).doesNotExist();
        assertThat(isWell).isFalse();
        assertThat(told)
                .noneMatch(said -> said.startsWith("good"))
                .anySatisfy(said -> assertThat(said)
                        .startsWith("bad     " + agent + ", " + event + " in " + files().ofProject(which))
                        .contains(
                                "not written by connect, so not run here", line.substring(0, 9), "holdpoint connect"));
    }

    /** The name alone is whatever comes first on the PATH: not what lies in the folder that the doctor was called in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tools:BIN    | false | false",
                "tools:BIN    | true  | false",
                ":BIN         | false | false",
                ".:BIN        | false | false",
                "BIN:tools    | false | true",
                "/nowhere:BIN | false | true",
                "/nowhere:BIN | true  | true"
            })
    void theNameAloneIsRunWhereThePathFindsItOutsideOfTheFolder(String path, boolean isWritten, boolean isRun)
            throws IOException {
        // Given
        Path project = files().project();
        for (Path folder : List.of(project.resolve("tools"), project)) {
            script(folder.resolve("holdpoint"), "exit 0");
        }
        script("echo '" + SILENCE + "'");
        variables.put("PATH", path.replace("BIN", temporary.resolve("bin").toString()));
        String line = "holdpoint hook claude-code --timeout 5 || exit 2";
        Path file = claudeCode("PreToolUse", line);
        if (isWritten) {
            writtenByConnect(file, line);
        }

        // When
        new Doctor(files(), List.of("/opt/holdpoint"), called, usual, told::add).examine();

        // Then
        assertThat(told.stream().anyMatch(said -> said.contains("so not run here")))
                .isEqualTo(!isRun);
    }

    /** A token would go there, and whoever has it would decide: settings come along with folders of others. */
    @ParameterizedTest
    @CsvSource({
        "http://elsewhere,false,DANGER,asks http://elsewhere/",
        "http://localhost:80,false,DANGER,asks http://localhost:80/",
        "http://elsewhere,true,bad,asks http://elsewhere/",
        "elsewhere,false,bad,no service that can be called",
    })
    void aHookThatAsksAnotherServiceIsNotRun(String url, boolean isWritten, String kind, String said)
            throws IOException {
        // Given
        Path heard = temporary.resolve("heard");
        String line = script("cat > " + heard + "; echo '" + SILENCE + "'") + " hook claude-code --timeout 5 --url "
                + url + " --token-file " + temporary.resolve("token") + " || exit 2";
        Path file = claudeCode("PreToolUse", line);
        if (isWritten) {
            writtenByConnect(file, line);
        }

        // When
        boolean isWell = examine();

        // Then
        assertThat(heard).doesNotExist();
        assertThat(isWell).isFalse();
        assertThat(told)
                .noneMatch(one -> one.startsWith("good"))
                .anySatisfy(one -> assertThat(one).startsWith(kind).contains(said, file.toString()));
    }

    @Test
    void aHookOfTheServiceThatTheDoctorWasCalledWithIsRunAndItsServiceNamed() throws IOException {
        called = Place.of("https://elsewhere/below");
        claudeCode(
                "PreToolUse",
                script("echo '" + SILENCE + "'")
                        + " hook claude-code --timeout 5 --url https://elsewhere/below/ || exit 2");
        assertThat(examine()).as(told.toString()).isTrue();
        assertThat(told.getFirst()).startsWith("good").contains("which asks https://elsewhere/below/: asked");
    }

    /** What a line does not say, its surroundings do. */
    @Test
    void aHookThatIsToldItsServiceByItsSurroundingsIsHeldToThat() throws IOException {
        good(Agent.CODEX);
        called = Place.of("http://elsewhere");
        assertThat(examine()).isFalse();
        assertThat(told).anySatisfy(one -> assertThat(one).startsWith("bad").contains("asks http://localhost:8080/"));

        told.clear();
        usual = Optional.empty();
        assertThat(examine()).isFalse();
        assertThat(told).anySatisfy(one -> assertThat(one).startsWith("bad").contains("no service that can be called"));

        told.clear();
        usual = Optional.of(called);
        assertThat(examine()).as(told.toString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--,true", "rw-r-----,true", "rw----r--,true", "rw--w----,true", "rw-------,false"})
    void aTokenThatOthersMayReadIsToldOf(String mode, boolean isTold) throws IOException {
        Path token = write(temporary.resolve("a token"), "hpa_x");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString(mode));
        claudeCode(
                "PreToolUse",
                script("echo '" + SILENCE + "'") + " hook claude-code --timeout 5 --token-file '" + token
                        + "' || exit 2");
        assertThat(examine()).as(told.toString()).isEqualTo(!isTold);
        assertThat(told)
                .filteredOn(said -> said.startsWith("bad") && said.contains(token + " can be read or written"))
                .hasSize(isTold ? 1 : 0);
    }

    /** What others have written does not move the cursor of whoever reads. */
    @Test
    void whatIsShownOfSettingsIsVisible() throws IOException {
        Path file = claudeCode("PreToolUse", "holdpoint hook claude-code --timeout 5 ESC || exit 2");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("ESC", "\\u001b[2K")
                        .replace("[{\"hooks", "[{\"matcher\": \"a\\u001bcA\\nb\", \"hooks"));
        assertThat(examine()).isFalse();
        assertThat(told).allSatisfy(said -> assertThat(said.chars()).allMatch(one -> one >= ' '));
    }

    /** As no file is called. */
    @Test
    void aNameThatIsNoneIsNoEndOfTheDoctor() throws IOException {
        claudeCode("PreToolUse", "holdpoint hook claude-code --timeout 5 --token-file 'a\\u0000b' || exit 2");
        Path file = files().own(Agent.CLAUDE_CODE);
        Files.writeString(file, Files.readString(file).replace("\\\\u", "\\u"));
        assertThat(examine()).isFalse();
    }

    /** The line may block whatever it likes: the agent runs it under a condition, or not at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type': 'command', | 'type': 'command', 'if': 'Bash(git *)', | it has 'if'",
                "'type': 'command', | 'type': 'command', 'once': true, | it has 'once'",
                "'type': 'command', | 'type': 'command', 'shell': 'bash', | it has 'shell'",
                "'type': 'command', | 'type': 'prompt', 'prompt': 'x', | its 'type' is not 'command'",
            })
    void aHookThatIsNotRunOnEachCallIsADanger(String old, String now, String said) throws IOException {
        Path file =
                claudeCode("PreToolUse", script("echo '" + SILENCE + "'") + " hook claude-code --timeout 5 || exit 2");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(old.strip().replace('\'', '"'), now.strip().replace('\'', '"')));
        assertDanger(said);
    }

    @Test
    void aHookOfGeminiWithoutItsTypeIsADanger() throws IOException {
        good(Agent.GEMINI);
        Path file = files().own(Agent.GEMINI);
        Files.writeString(file, Files.readString(file).replaceFirst("\"type\": ?\"command\", ?", ""));
        assertThat(examine()).isFalse();
        assertThat(told).noneMatch(one -> one.startsWith("good")).anyMatch(one -> one.startsWith("DANGER"));
    }

    @Test
    void aHookWhosePatternTheAgentMayNotReadIsADanger() throws IOException {
        Path file =
                claudeCode("PreToolUse", script("echo '" + SILENCE + "'") + " hook claude-code --timeout 5 || exit 2");
        Files.writeString(file, Files.readString(file).replace("[{\"hooks", "[{\"matcher\": \"(?i)bash\", \"hooks"));
        assertDanger("'(?i'");
    }

    @Test
    void whatAnAdministratorWroteIsReadAsTheAgentReadsIt() throws IOException {
        Path file = files().administered(Agent.CODEX).getFirst();
        write(
                file,
                "{\"more\": 1, \"hooks\": {\"PreToolUse\": [{\"hooks\": [{\"type\": \"command\", \"command\": \""
                        + escaped(script("echo '" + SILENCE + "'") + " hook codex --timeout 5 || exit 2") + "\"}]}]}}");
        assertDanger("'more'");
    }

    @Test
    void eventsBesideHooksAreNoHooks() throws IOException {
        Path file =
                claudeCode("PreToolUse", script("echo '" + SILENCE + "'") + " hook claude-code --timeout 5 || exit 2");
        String text = Files.readString(file);
        Files.writeString(file, text.substring("{\"hooks\": ".length(), text.length() - 1));
        assertThat(examine()).isFalse();
        assertThat(told).noneMatch(one -> one.startsWith("good"));
    }

    private void assertDanger(String said) {
        assertThat(examine()).isFalse();
        assertThat(told)
                .noneMatch(one -> one.startsWith("good"))
                .anySatisfy(one -> assertThat(one).startsWith("DANGER").contains(said));
    }

    /** A hook that is in the way. */
    private String good(Agent agent) throws IOException {
        String event = agent == Agent.GEMINI ? "BeforeTool" : "PreToolUse";
        String said = agent == Agent.GEMINI ? "{\"decision\":\"deny\",\"reason\":\"no\"}" : SILENCE;
        String line =
                script("echo '" + said + "'") + " hook " + agent.word() + " --timeout 890 " + HookLine.closing(agent);
        String text = "{\"hooks\": {\"" + event + "\": [{\"hooks\": [{\"type\": \"command\", \"command\": \""
                + escaped(line) + "\", \"timeout\": " + (agent == Agent.GEMINI ? 900_000 : 900) + "}]}]}}";
        write(files().own(agent), text);
        return text;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void hook(String script, String end, int timeout) throws IOException {
        Path file = files().own(Agent.CODEX);
        if (end.isEmpty()) {
            writtenByConnect(file, command() + " hook codex --timeout 890");
        }
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"false\"}]}], \"PreToolUse\": [{\"hooks\": [{\"type\": \"command\", \"command\": \""
                        + escaped(script(script) + " hook codex --timeout 890 " + end)
                                .strip() + "\", \"timeout\": " + timeout
                        + "}]}]}}");
    }

    private Path claudeCode(String event, String line) throws IOException {
        Path file = files().own(Agent.CLAUDE_CODE);
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file,
                "{\"hooks\": {\"" + event + "\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"" + escaped(line)
                        + "\"}]}]}}");
    }

    private String script(String text) throws IOException {
        return script(command(), text);
    }

    private Path command() {
        return temporary.resolve("bin").resolve("holdpoint");
    }

    /** Has it be one that connect wrote, be it long ago. */
    private void writtenByConnect(Path file, String line) throws IOException {
        new Before(null, "", Set.of(line)).keep(files().kept(), file);
    }

    private static String script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private boolean examine() {
        return new Doctor(files(), List.of(command().toString()), called, usual, told::add).examine();
    }

    private AgentFiles files() {
        return new AgentFiles(temporary, temporary.resolve("project"), variables::get, temporary.resolve("system"));
    }
}
