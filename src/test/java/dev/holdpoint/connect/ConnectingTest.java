package dev.holdpoint.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.connect.Connecting.Removal;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.Ownership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectingTest {

    private static final Connecting.Wish WISH = new Connecting.Wish(
            List.of("/opt/my tools/holdpoint"), List.of("--url", "http://localhost:8080/"), 900, null);

    @TempDir
    Path temporary;

    private final Map<String, String> variables = new HashMap<>();
    private final List<String> shown = new ArrayList<>();
    private List<String> own = List.of("/opt/my tools/holdpoint");
    private boolean isAgreed = true;
    private int prepared;

    @ParameterizedTest
    @EnumSource(Agent.class)
    void whatWasThereIsThereAgainToTheByte(Agent agent) throws IOException {
        String text = switch (agent) {
            case CLAUDE_CODE -> "\uFEFF{ \"hooks\" : { } ,\r\n\t\"a\":1e400 }\r\n\r\n";
            case CODEX -> "{ \"hooks\" : { } ,\r\n\t\"description\":\"mine\" }\r\n\r\n";
            case GEMINI -> "// mine\r\n{ \"hooks\" : { } ,\r\n\t\"a\":1e400 }\r\n\r\n";
        };
        byte[] before = text.getBytes(StandardCharsets.UTF_8);
        Path file = connecting(agent).file();
        Files.createDirectories(file.getParent());
        Files.write(file, before);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(connect(agent)).isTrue();

        assertThat(Files.readString(file))
                .contains("'/opt/my tools/holdpoint' hook " + agent.word()
                        + " --timeout 890 --url http://localhost:8080/ " + HookLine.closing(agent))
                .contains(agent == Agent.GEMINI ? "\"timeout\": 900000" : "\"timeout\": 900");
        assertThat(String.join("\n", shown)).contains("+ ", "exit 2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(connecting(agent).remove()).isEqualTo(Removal.REMOVED);
        assertThat(file).hasBinaryContent(before);
        assertThat(connecting(agent).remove()).isEqualTo(Removal.NOTHING);
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void whereNothingWasNothingIsLeft() throws IOException {
        assertThat(connect(Agent.CODEX)).isTrue();
        Path file = connecting(Agent.CODEX).file();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(connecting(Agent.CODEX).remove()).isEqualTo(Removal.REMOVED);
        assertThat(file).doesNotExist();
        assertThat(connecting(Agent.CODEX).remove()).isEqualTo(Removal.NOTHING);
    }

    @Test
    void whatSomebodyChangedMeanwhileStays() throws IOException {
        Path file = write("{\n  \"a\": 1\n}\n");
        connect(Agent.CLAUDE_CODE);
        Files.writeString(file, Files.readString(file).replace("\"a\": 1", "\"a\": 2"));
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).isEqualTo(Removal.REMOVED);
        assertThat(file).hasContent("{\n  \"a\": 2\n}\n");
    }

    @Test
    void connectedAgainItIsThereOnceAndStillWhatItWas() throws IOException {
        Path file = write("{ }");
        connect(Agent.CLAUDE_CODE);
        String first = Files.readString(file);
        connect(Agent.CLAUDE_CODE);
        assertThat(file).hasContent(first);
        assertThat(shown.getLast()).endsWith("has it already: nothing is changed");

        var other = new Connecting.Wish(List.of("holdpoint"), List.of(), 60, "Bash");
        assertThat(connecting(Agent.CLAUDE_CODE).connect(other, () -> {})).isTrue();
        assertThat(Files.readString(file)).doesNotContain("890").contains("--timeout 50", "\"Bash\"");
        connecting(Agent.CLAUDE_CODE).remove();
        assertThat(file).hasContent("{ }");
    }

    @Test
    void whoDoesNotAgreeKeepsWhatIsThere() throws IOException {
        isAgreed = false;
        assertThat(connect(Agent.CLAUDE_CODE)).isFalse();
        assertThat(temporary.resolve(".claude")).doesNotExist();
        assertThat(shown).hasSizeGreaterThan(5);
        assertThat(prepared).isZero();
        isAgreed = true;
        connect(Agent.CLAUDE_CODE);
        assertThat(prepared).isEqualTo(1);
        String connected = Files.readString(connecting(Agent.CLAUDE_CODE).file());
        isAgreed = false;
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).isEqualTo(Removal.REFUSED);
        assertThat(connecting(Agent.CLAUDE_CODE).file()).hasContent(connected);
    }

    /** It is called as ours is, and is not ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/opt/acme/guard hook claude-code --policy prod --timeout 30",
                "/opt/acme/holdpoint-guard hook claude-code --timeout 30",
                "/opt/holdpoint/guard hook claude-code --timeout 30 || exit 2",
                "guard --then '/opt/my tools/holdpoint' hook claude-code --timeout 30",
                "guard || holdpoint hook claude-code --timeout 30",
                "java -jar /opt/acme/guard.jar hook claude-code --timeout 30",
                "echo 'holdpoint hook claude-code --timeout 30'"
            })
    void aHookOfAnotherProgramStays(String line) throws IOException {
        String text = settings(line);
        Path file = write(text);
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).isEqualTo(Removal.NOTHING);
        assertThat(file).hasContent(text);

        connect(Agent.CLAUDE_CODE);
        assertThat(Files.readString(file)).contains(escaped(line), "my tools/holdpoint' hook");
        Files.writeString(file, Files.readString(file) + "\n");
        connecting(Agent.CLAUDE_CODE).remove();
        assertThat(file).hasContent(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "holdpoint hook claude-code --timeout 890 || exit 2",
                "HOLDPOINT_URL=http://x /usr/bin/holdpoint hook claude-code --timeout 890||exit 2",
                "\"$HOME/bin/holdpoint\" hook claude-code --timeout=890 || exit 2",
                "'/old place/it'\\''s/holdpoint' hook claude-code --timeout 890 || exit 2",
                "./holdpoint-1.0.0-SNAPSHOT-linux-x86_64 hook claude-code --timeout 890 || exit 2",
                "java -jar /srv/holdpoint/quarkus-app/quarkus-run.jar hook claude-code --timeout 890 || exit 2",
                "java -Xmx64m -jar /srv/holdpoint-1.0.jar hook claude-code --timeout 890 || exit 2",
                "said=$(/x/holdpoint hook claude-code --timeout 890) && printf '%s' \"$said\" || printf no"
            })
    void aLineThatRunsHoldpointIsOurs(String line) throws IOException {
        Path file = write(settings(line));
        connect(Agent.CLAUDE_CODE);
        assertThat(Files.readString(file)).doesNotContain(escaped(line));
        Files.writeString(file, settings(line));
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).isEqualTo(Removal.REMOVED);
        assertThat(file).content().doesNotContain("hook claude-code");
    }

    /** However it was called when it was written: that is kept. */
    @Test
    void aLineThatWasWrittenHereIsOursUnderAnyName() throws IOException {
        Path file = write("{\"a\":1}");
        own = List.of("java", "-jar", "/build/quarkus-run.jar");
        var wish = new Connecting.Wish(own, List.of(), 900, null);
        connecting(Agent.CLAUDE_CODE).connect(wish, () -> {});
        Files.writeString(file, Files.readString(file).replace("\"a\":1", "\"a\":2"));
        own = List.of("/usr/bin/hp");
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).isEqualTo(Removal.REMOVED);
        assertThat(file).hasContent("{\"a\":2}");

        Files.writeString(file, settings("./hp hook claude-code --timeout 30"));
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).as("by its own name").isEqualTo(Removal.REMOVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "true", "{\"hooks\":[]}", "{\"hooks\":{\"PreToolUse\":{}}}", "{\"a\":1,\"a\":1}"})
    void whatCannotBeReadIsNotTouched(String text) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> connect(Agent.CLAUDE_CODE))
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining("nothing was changed");
        assertThat(file).hasContent(text);
        assertThat(prepared).isZero();
    }

    /** The agent would go on without any hook, and nobody would know. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claude-code | {~  // mine~}                   | line 2, column 3: claude-code cannot read a comment",
                "claude-code | {\"a\": [1,~]}                  | line 2, column 1: claude-code cannot read a comma",
                "codex       | {\"$schema\": \"x\"}             | line 1, column 2: codex cannot read '$schema'",
                "gemini      | {\"a\": 1,~}                     | line 2, column 1: gemini cannot read a comma",
            })
    void whatTheAgentDoesNotLoadIsNotWrittenInto(String word, String text, String said) throws IOException {
        Agent agent = Agent.of(word).orElseThrow();
        Path file = connecting(agent).file();
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace('~', '\n'));

        assertThatThrownBy(() -> connect(agent))
                .isInstanceOf(NotDoneException.class)
                .hasMessageStartingWith(file + ", " + said)
                .hasMessageEndingWith("nothing was changed: mend it first");

        assertThat(file).hasContent(text.replace('~', '\n'));
        assertThat(prepared).isZero();
    }

    /** It was there before, when nobody looked; or somebody wrote a comment since. */
    @Test
    void whatWasConnectedAndIsNotLoadedCanBeTakenOutAndIsNotGood() throws IOException {
        Path file = write("{}");
        connect(Agent.CLAUDE_CODE);
        Files.writeString(file, Files.readString(file) + "// mine");
        assertThatThrownBy(() -> connect(Agent.CLAUDE_CODE)).hasMessageContaining("cannot read a comment");
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).isEqualTo(Removal.REMOVED);
        assertThat(file).content().doesNotContain("hook claude-code");
    }

    @Test
    void aFileThatIsElsewhereIsWrittenThere() throws IOException {
        Path real = Files.writeString(temporary.resolve("dotfiles.json"), "{}");
        Path file = connecting(Agent.CLAUDE_CODE).file();
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, real);
        connect(Agent.CLAUDE_CODE);
        assertThat(file).isSymbolicLink();
        assertThat(real).content().contains("hook claude-code");
        connecting(Agent.CLAUDE_CODE).remove();
        assertThat(real).hasContent("{}");
    }

    /** Somebody keeps settings elsewhere, and has none there yet. */
    @Test
    void aLinkToNothingStaysALink() throws IOException {
        Path real = temporary.resolve("dotfiles").resolve("settings.json");
        Path file = connecting(Agent.CLAUDE_CODE).file();
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of("../dotfiles/settings.json"));
        connect(Agent.CLAUDE_CODE);
        assertThat(file).isSymbolicLink();
        assertThat(real).content().contains("hook claude-code");
        connecting(Agent.CLAUDE_CODE).remove();
        assertThat(file).isSymbolicLink();
        assertThat(real).doesNotExist();
    }

    @Test
    void whatIsOfAProjectOthersCanReadAsAllOfItsOwners() throws IOException {
        Path usual = Files.createDirectory(temporary.resolve("usual"));
        Path usualFile = Files.createFile(usual.resolve("file"));
        var connecting = new Connecting(files(), Agent.CLAUDE_CODE, true, own, shown::add, question -> true);
        assertThat(connecting.connect(WISH, () -> {})).isTrue();
        assertThat(Files.getPosixFilePermissions(connecting.file()))
                .isEqualTo(Files.getPosixFilePermissions(usualFile));
        assertThat(Files.getPosixFilePermissions(connecting.file().getParent()))
                .isEqualTo(Files.getPosixFilePermissions(usual));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(files().kept().resolve("connected"))))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsWrittenMeanwhileByOthersIsNotOverwritten() throws IOException {
        Path file = write("{}");
        var connecting = new Connecting(files(), Agent.CLAUDE_CODE, false, own, shown::add, question -> {
            try {
                Files.writeString(file, "{\"b\":1}");
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
            return true;
        });
        assertThatThrownBy(() -> connecting.connect(WISH, () -> prepared++))
                .hasMessageContaining("changed by somebody else");
        assertThat(prepared).as("no token is made for it").isZero();
        assertThat(file).hasContent("{\"b\":1}");
    }

    /** Each agent would run those that are wished for and those of the other file; Claude Code runs a line once. */
    @Test
    void whatElseWouldBeAskedAboutIsKnownBeforeItIsWritten() throws IOException {
        for (Agent agent : Agent.values()) {
            assertThat(connecting(agent).twice(WISH)).isEmpty();
            connect(agent);
            assertThat(connecting(agent).twice(WISH)).as("it alone").isEmpty();

            var project = new Connecting(files(), agent, true, own, shown::add, question -> isAgreed);
            var wish = new Connecting.Wish(List.of("holdpoint"), List.of(), 900, "replace");
            assertThat(project.twice(wish))
                    .singleElement()
                    .asString()
                    .contains(
                            connecting(agent).file().toString(), project.file().toString(), "two cards");
            assertThat(project.twice(WISH)).hasSize(agent == Agent.CODEX ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{~  'a': 1~  'b': 2~}; line 3, column 3; nothing was changed: mend it first",
                "~[]; line 2, column 1; is no object",
                "{~  'hooks': []~}; line 2, column 12; 'hooks' is no object",
                "{~  'hooks': {'PermissionRequest': {}}}; line 2, column 34; 'hooks.PermissionRequest' is no list",
                "{~ 'a': '^'}; line 2, column 8; no UTF-8",
            })
    void anErrorSaysWhereInTheFileItIs(String text, String where, String what) throws IOException {
        Path file = write("");
        String json = text.replace('~', '\n').replace('\'', '"');
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '^' ? (byte) 0xff : bytes[i];
        }
        Files.write(file, bytes);
        assertThatThrownBy(() -> connect(Agent.CLAUDE_CODE))
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining(file + ", " + where + ": ")
                .hasMessageContaining(what)
                .hasMessageContaining("nothing was changed");
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void settingsThatCannotBeReadAreNotInTheWay() throws IOException {
        Path file = files().ofProject(Agent.CLAUDE_CODE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{");
        assertThat(connecting(Agent.CLAUDE_CODE).twice(WISH)).isEmpty();
    }

    /** What it was before may have secrets in it. */
    @Test
    void whatWasKeptIsForgottenWhereNothingIsLeftToTakeOut() throws IOException {
        // Given
        Path kept = files().kept().resolve("connected");
        Path file = write("{\"env\":{\"KEY\":\"secret\"}}");
        connect(Agent.CLAUDE_CODE);
        assertThat(kept).isNotEmptyDirectory();
        Files.writeString(file, "{}");

        // When
        Removal hasNothing = connecting(Agent.CLAUDE_CODE).remove();

        // Then
        assertThat(hasNothing).isEqualTo(Removal.NOTHING);
        assertThat(kept).isEmptyDirectory();

        // Given
        connect(Agent.CLAUDE_CODE);
        assertThat(kept).isNotEmptyDirectory();
        Files.delete(file);

        // When
        Removal isNotThere = connecting(Agent.CLAUDE_CODE).remove();

        // Then
        assertThat(isNotThere).isEqualTo(Removal.NOTHING);
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void whereNothingWasEverKeptTakingOutMakesNothing() throws IOException {
        assertThat(connecting(Agent.CODEX).remove()).isEqualTo(Removal.NOTHING);
        assertThat(temporary).isEmptyDirectory();
    }

    /** As root with the HOME of somebody else: what root writes there, that somebody's agent cannot read. */
    @ParameterizedTest
    @ValueSource(strings = {".claude/settings.json", ".claude", ".config"})
    void whatBelongsToSomebodyElseIsLeftAlone(String path) throws IOException {
        // Given
        Path file = write("{}");
        Files.createDirectories(temporary.resolve(".config"));
        if (path.equals(".claude")) {
            Files.delete(file);
        }
        Foreign foreign = givenAway(temporary.resolve(path));
        Set<Path> before = all();

        // When
        assertThatThrownBy(() -> foreign.connecting().connect(WISH, () -> prepared++))
                .isInstanceOf(NotDoneException.class)
                .hasMessageContainingAll(foreign.said(), "HOLDPOINT_TOKEN");

        // Then
        assertThat(all()).isEqualTo(before);
        assertThat(prepared).isZero();
    }

    @Test
    void whatBelongsToSomebodyElseIsNotTakenOutEither() throws IOException {
        Path file = write("{}");
        connect(Agent.CLAUDE_CODE);
        String connected = Files.readString(file);
        Foreign foreign = givenAway(file);
        assertThatThrownBy(() -> foreign.connecting().remove()).hasMessageContaining(foreign.said());
        assertThat(file).hasContent(connected);
    }

    private record Foreign(Connecting connecting, String said) {}

    /** Root gives it away; for all others whoever writes is somebody else, which comes to the same. */
    private Foreign givenAway(Path theirs) throws IOException {
        if (isRoot()) {
            Files.setOwner(theirs, somebody("nobody"));
            return new Foreign(connecting(Agent.CLAUDE_CODE), theirs + " belongs to nobody");
        }
        var connecting = new Connecting(
                files(),
                Agent.CLAUDE_CODE,
                false,
                own,
                shown::add,
                question -> isAgreed,
                new Ownership(() -> somebody("root")));
        return new Foreign(connecting, "this runs as root");
    }

    /** Another than a new file gets, where this process is in one. */
    @Test
    void settingsStayTheirGroups() throws Exception {
        Path file = write("{}");
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        var group =
                temporary.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(anotherGroup());
        view.setGroup(group);
        connect(Agent.CLAUDE_CODE);
        assertThat(Files.readAttributes(file, PosixFileAttributes.class).group())
                .isEqualTo(group);
    }

    /** Root may give any, others those that they are in. */
    private static String anotherGroup() throws IOException {
        if (isRoot()) {
            return "daemon";
        }
        var groups = new ProcessBuilder("id", "-Gn").start();
        String[] names = new String(groups.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        return names[names.length - 1];
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private UserPrincipal somebody(String name) throws IOException {
        return temporary.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }

    private Set<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.collect(Collectors.toSet());
        }
    }

    @Test
    void agentsKeepTheirSettingsWhereTheySay() {
        assertThat(files().own(Agent.CLAUDE_CODE)).isEqualTo(temporary.resolve(".claude/settings.json"));
        assertThat(files().own(Agent.CODEX)).isEqualTo(temporary.resolve(".codex/hooks.json"));
        variables.put("CLAUDE_CONFIG_DIR", "/x");
        variables.put("CODEX_HOME", "/y");
        variables.put("XDG_CONFIG_HOME", "/z");
        variables.put("GEMINI_CLI_HOME", "/g");
        assertThat(files().own(Agent.GEMINI)).isEqualTo(Path.of("/g/.gemini/settings.json"));
        assertThat(files().own(Agent.CLAUDE_CODE)).isEqualTo(Path.of("/x/settings.json"));
        assertThat(files().own(Agent.CODEX)).isEqualTo(Path.of("/y/hooks.json"));
        assertThat(files().token(Agent.CODEX)).isEqualTo(Path.of("/z/holdpoint/codex.token"));
    }

    private Path write(String text) throws IOException {
        Path file = connecting(Agent.CLAUDE_CODE).file();
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String settings(String line) {
        return "{\"hooks\":{\"PermissionRequest\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"" + escaped(line)
                + "\"}]}]}}";
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private boolean connect(Agent agent) throws IOException {
        return connecting(agent).connect(WISH, () -> prepared++);
    }

    private Connecting connecting(Agent agent) {
        return new Connecting(files(), agent, false, own, shown::add, question -> isAgreed);
    }

    private AgentFiles files() {
        return new AgentFiles(temporary, temporary.resolve("project"), variables::get, temporary.resolve("system"));
    }
}
