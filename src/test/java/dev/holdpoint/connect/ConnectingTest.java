package dev.holdpoint.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.hook.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectingTest {

    private static final Connecting.Wish WISH = new Connecting.Wish(
            List.of("/opt/my tools/holdpoint"), List.of("--url", "http://localhost:8080/"), 900, null);

    @TempDir
    Path temporary;

    private final Map<String, String> variables = new HashMap<>();
    private final List<String> shown = new ArrayList<>();
    private boolean isAgreed = true;
    private int prepared;

    @ParameterizedTest
    @EnumSource(Agent.class)
    void whatWasThereIsThereAgainToTheByte(Agent agent) throws IOException {
        byte[] before =
                "\uFEFF// mine\r\n{ \"hooks\" : { } ,\r\n\t\"a\":1e400 }\r\n\r\n".getBytes(StandardCharsets.UTF_8);
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
        assertThat(connecting(agent).remove()).isTrue();
        assertThat(file).hasBinaryContent(before);
        assertThat(connecting(agent).remove()).isFalse();
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void whereNothingWasNothingIsLeft() throws IOException {
        assertThat(connect(Agent.CODEX)).isTrue();
        Path file = connecting(Agent.CODEX).file();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(connecting(Agent.CODEX).remove()).isTrue();
        assertThat(file).doesNotExist();
        assertThat(connecting(Agent.CODEX).remove()).isFalse();
    }

    @Test
    void whatSomebodyChangedMeanwhileStays() throws IOException {
        Path file = write("{\n  \"a\": 1\n}\n");
        connect(Agent.CLAUDE_CODE);
        Files.writeString(file, Files.readString(file).replace("\"a\": 1", "\"a\": 2"));
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).isTrue();
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
        assertThat(connecting(Agent.CLAUDE_CODE).remove()).isFalse();
        assertThat(connecting(Agent.CLAUDE_CODE).file()).hasContent(connected);
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

    @Test
    void whatIsWrittenMeanwhileByOthersIsNotOverwritten() throws IOException {
        Path file = write("{}");
        var connecting = new Connecting(files(), Agent.CLAUDE_CODE, false, shown::add, question -> {
            try {
                Files.writeString(file, "{\"b\":1}");
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
            return true;
        });
        assertThatThrownBy(() -> connecting.connect(WISH, () -> {})).hasMessageContaining("changed by somebody else");
        assertThat(file).hasContent("{\"b\":1}");
    }

    @Test
    void agentsKeepTheirSettingsWhereTheySay() {
        assertThat(files().own(Agent.CLAUDE_CODE)).isEqualTo(temporary.resolve(".claude/settings.json"));
        assertThat(files().own(Agent.CODEX)).isEqualTo(temporary.resolve(".codex/hooks.json"));
        variables.put("CLAUDE_CONFIG_DIR", "/x");
        variables.put("CODEX_HOME", "/y");
        variables.put("XDG_CONFIG_HOME", "/z");
        assertThat(files().own(Agent.CLAUDE_CODE)).isEqualTo(Path.of("/x/settings.json"));
        assertThat(files().own(Agent.CODEX)).isEqualTo(Path.of("/y/hooks.json"));
        assertThat(files().token(Agent.CODEX)).isEqualTo(Path.of("/z/holdpoint/codex.token"));
    }

    private Path write(String text) throws IOException {
        Path file = connecting(Agent.CLAUDE_CODE).file();
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private boolean connect(Agent agent) throws IOException {
        return connecting(agent).connect(WISH, () -> prepared++);
    }

    private Connecting connecting(Agent agent) {
        return new Connecting(files(), agent, false, shown::add, question -> isAgreed);
    }

    private AgentFiles files() {
        return new AgentFiles(temporary, temporary.resolve("project"), variables::get);
    }
}
