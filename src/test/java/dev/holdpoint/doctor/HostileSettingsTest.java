package dev.holdpoint.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.connect.Connecting;
import dev.holdpoint.connect.HookLine;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that came along with a cloned project: they neither hold up nor end whoever looks at them. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileSettingsTest {

    private static final String LINE = "holdpoint hook claude-code --timeout 590 || exit 2";
    private static final Place CALLED = Place.of("http://127.0.0.1:9");

    @TempDir
    Path temporary;

    private final List<String> told = new ArrayList<>();
    private Optional<Place> usual = Optional.of(Place.of("http://localhost:8080"));

    /** Each agent is connected, so that all that is of it is looked at; nothing is run, for it asks another service. */
    @BeforeEach
    void connected() throws IOException {
        Files.createDirectories(temporary.resolve("project"));
        for (Agent agent : Agent.values()) {
            write(files().own(agent), hooks(agent, "Bash", own(agent)));
        }
    }

    static Stream<Arguments> hostile() {
        String names = "Bash|" + "Write|".repeat(600) + "Edit";
        String tooMany = "Bash|" + "Write|".repeat(10_000) + "Edit";
        return Stream.of(
                Arguments.of("names", hooks(Agent.CLAUDE_CODE, names, LINE), "one call is asked about twice"),
                Arguments.of(
                        "values of another kind",
                        "{\"permissions\":{\"additionalDirectories\":[" + "5,".repeat(200_000) + "5]},"
                                + hooks(Agent.CLAUDE_CODE, "Bash", LINE).substring(1),
                        "'permissions.additionalDirectories[0]' that is no text"),
                Arguments.of(
                        "too many names", hooks(Agent.CLAUDE_CODE, tooMany, LINE), "is longer than 300 characters"),
                Arguments.of(
                        "words",
                        hooks(Agent.CLAUDE_CODE, "Bash", "holdpoint hook claude-code " + "hook a  ".repeat(60_000)),
                        "the line is not safe"),
                Arguments.of(
                        "lines",
                        hooks(Agent.CLAUDE_CODE, "Bash", LINE + "\\r\\n\\n".repeat(100_000) + "x"),
                        "the line is not safe"),
                Arguments.of(
                        "lines of a name",
                        hooks(Agent.CLAUDE_CODE, "Bash", LINE)
                                .replace("\"type\"", "\"" + "\\r\\n\\n".repeat(15_000) + "\":1,\"type\""),
                        "it has '"),
                Arguments.of(
                        "copies",
                        hooks(
                                Agent.CLAUDE_CODE,
                                "Bash",
                                Stream.generate(() -> LINE).limit(6_000).toArray(String[]::new)),
                        "6000 hooks of holdpoint"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void theDoctorSaysWhatIsWrongAndGoesOn(String name, String text, String said) throws IOException {
        write(files().ofProject(Agent.CLAUDE_CODE), text);

        assertThat(examine()).isFalse();

        assertThat(told)
                .hasSizeLessThan(500)
                .allSatisfy(one -> assertThat(one.chars()).as(name).allMatch(point -> point >= ' '))
                .anySatisfy(one -> assertThat(one)
                        .contains(files().ofProject(Agent.CLAUDE_CODE).toString(), said));
        assertThat(told)
                .noneSatisfy(one -> assertThat(one).contains("too large or too deep"))
                .anySatisfy(one -> assertThat(one).contains("gemini, BeforeTool"));
    }

    /** What cannot be read to its end, or to none that fits in here. */
    enum Endless {
        ZEROS {
            @Override
            void make(Path file) throws IOException {
                Files.createSymbolicLink(file, Path.of("/dev/zero"));
            }
        },
        PIPE {
            @Override
            void make(Path file) throws IOException {
                try {
                    new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
        },
        LARGE {
            @Override
            void make(Path file) throws IOException {
                Files.writeString(file, " ".repeat((1 << 20) - 1) + "{}");
            }
        };

        abstract void make(Path file) throws IOException;
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                        ".claude/settings.json",
                        ".claude/settings.local.json",
                        ".codex/hooks.json",
                        ".codex/config.toml",
                        ".gemini/settings.json")
                .flatMap(file -> Stream.of(Endless.values()).map(kind -> Arguments.of(file, kind)));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void whatHasNoEndIsNotRead(String name, Endless kind) throws IOException {
        Path file = temporary.resolve("project").resolve(name);
        Files.createDirectories(file.getParent());
        kind.make(file);

        assertThat(examine()).isFalse();

        assertThat(told)
                .anySatisfy(one -> assertThat(one)
                        .startsWith("bad")
                        .contains(file.toString(), "cannot be read here", "is not known")
                        .containsPattern("is no file with an end|is larger than 1 MiB"));
    }

    /** A line that is long, of which much looks like what is looked for. */
    @ParameterizedTest
    @ValueSource(strings = {"[ ", "[x", "features={ ", "features={hooks ", "hooks=", "features. "})
    void aLongLineOfCodexIsReadInNoTime(String begun) throws IOException {
        String end = begun.substring(begun.length() - 1);
        Path file = temporary.resolve("project").resolve(".codex").resolve("config.toml");
        write(file, begun + end.repeat(300_000) + "\n" + begun.repeat(30_000) + "\nfeatures = { hooks = false }\n");

        assertThat(examine()).isFalse();

        assertThat(told)
                .anySatisfy(one -> assertThat(one).startsWith("DANGER").contains(file.toString(), "turns hooks off"));
    }

    @ParameterizedTest
    @EnumSource(Endless.class)
    void whatHasNoEndIsNotWrittenInto(Endless kind) throws IOException {
        Path file = files().ofProject(Agent.CLAUDE_CODE);
        Files.createDirectories(file.getParent());
        kind.make(file);
        for (var does : List.<ThrowingCallable>of(
                () -> connecting().standing(),
                () -> connecting().connect(wish(), () -> {}),
                () -> connecting().remove())) {
            assertThatThrownBy(does)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageFindingMatch("is no file with an end|is larger than 1 MiB");
        }
    }

    /** The largest that is read. */
    @Test
    void whatFitsIsRead() throws IOException {
        write(files().ofProject(Agent.CLAUDE_CODE), " ".repeat((1 << 20) - 2) + "{}");
        assertThat(connecting().connect(wish(), () -> {})).isTrue();
    }

    @Test
    void moreHooksThanAnybodyHasAreNotTakenOut() throws IOException {
        String[] lines = Stream.generate(() -> LINE).limit(6_000).toArray(String[]::new);
        String text = hooks(Agent.CLAUDE_CODE, "Bash", lines);
        write(files().ofProject(Agent.CLAUDE_CODE), text);
        assertThatThrownBy(() -> connecting().remove())
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining("6000 hooks of holdpoint")
                .hasMessageContaining("nothing was changed");
        assertThat(files().ofProject(Agent.CLAUDE_CODE)).hasContent(text);
    }

    @Test
    void asManyHooksAsSomebodyMayHaveAreTakenOut() throws IOException {
        String[] lines = Stream.generate(() -> LINE).limit(100).toArray(String[]::new);
        write(files().ofProject(Agent.CLAUDE_CODE), hooks(Agent.CLAUDE_CODE, "Bash", lines));
        assertThat(connecting().remove()).isEqualTo(Connecting.Removal.REMOVED);
        assertThat(files().ofProject(Agent.CLAUDE_CODE)).hasContent("{}");
    }

    /** Each run is a card that people are asked about. */
    @Test
    void aLineIsRunOnceHoweverOftenItIsNamed() throws IOException {
        usual = Optional.of(CALLED);
        Path heard = counting();
        String line = command() + " hook claude-code --timeout 590 || exit 2";
        write(
                files().ofProject(Agent.CLAUDE_CODE),
                hooks(
                        Agent.CLAUDE_CODE,
                        "Bash",
                        Stream.generate(() -> line).limit(30).toArray(String[]::new)));

        examine();

        assertThat(heard).content().isEqualTo("x\n");
        assertThat(told)
                .filteredOn(one -> one.startsWith("good    claude-code, PreToolUse of Bash"))
                .hasSize(30);
    }

    @Test
    void noMoreLinesAreRunThanSomebodyMayHave() throws IOException {
        usual = Optional.of(CALLED);
        Path heard = counting();
        write(
                files().ofProject(Agent.CLAUDE_CODE),
                hooks(
                        Agent.CLAUDE_CODE,
                        "Bash",
                        IntStream.range(0, 60)
                                .mapToObj(i -> command() + " hook claude-code --timeout " + (500 + i) + " || exit 2")
                                .toArray(String[]::new)));

        assertThat(examine()).isFalse();

        assertThat(heard).content().hasLineCount(16);
        assertThat(told)
                .filteredOn(one -> one.startsWith("bad") && one.contains("16 other lines were run before it"))
                .hasSize(44);
    }

    /** Whatever else there is that nobody thought of. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatCannotBeLookedAtIsBadAndNoEnd(boolean isMemory) throws IOException {
        Function<String, String> variable = name -> {
            if (name.equals("CODEX_HOME")) {
                throw isMemory ? new OutOfMemoryError("on purpose") : new StackOverflowError("on purpose");
            }
            return null;
        };
        var files = new AgentFiles(temporary, temporary.resolve("project"), variable, temporary.resolve("system"));
        assertThat(examine(files)).isFalse();
        assertThat(told)
                .anySatisfy(one -> assertThat(one).startsWith("bad     codex: ").contains("cannot be read here"))
                .anySatisfy(one -> assertThat(one).contains("gemini, BeforeTool"));
    }

    /** In seconds; no agent runs a hook for longer than what connect takes. */
    @ParameterizedTest
    @CsvSource({
        "GEMINI,3000000000,86400",
        "GEMINI,1,20",
        "CLAUDE_CODE,9999999999999,86400",
        "CODEX,-9,20",
        "CODEX,890,890"
    })
    void whatItWasHeldByIsWhatItCanBeHeldBy(Agent agent, long timeout, int seconds) throws IOException {
        write(
                files().ofProject(agent),
                hooks(agent, "Bash", own(agent)).replace("\"timeout\":600", "\"timeout\":" + timeout));
        assertThat(connecting(agent).standing().timeout()).hasValue(seconds);
    }

    private Path counting() throws IOException {
        Path heard = temporary.resolve("heard");
        write(
                command(),
                "#!/bin/sh\necho x >> " + heard
                        + "\necho '{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\","
                        + "\"permissionDecisionReason\":\"Nobody answered\"}}'\n");
        Files.setPosixFilePermissions(command(), PosixFilePermissions.fromString("rwx------"));
        for (Agent agent : Agent.values()) {
            Files.delete(files().own(agent));
        }
        return heard;
    }

    private static String own(Agent agent) {
        return "holdpoint hook " + agent.word() + " --timeout 580 " + HookLine.closing(agent);
    }

    private static String hooks(Agent agent, String matcher, String... lines) {
        String event = agent == Agent.GEMINI ? "BeforeTool" : "PreToolUse";
        return "{\"hooks\":{\"" + event + "\":[{\"matcher\":\"" + matcher + "\",\"hooks\":["
                + Stream.of(lines)
                        .map(line -> "{\"type\":\"command\",\"command\":\"" + line + "\",\"timeout\":600}")
                        .collect(Collectors.joining(","))
                + "]}]}}";
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private boolean examine() {
        return examine(files());
    }

    /** An error that the test's own runner would end by is a failure here. */
    private boolean examine(AgentFiles files) {
        var doctor = new Doctor(files, List.of(command().toString()), CALLED, usual, told::add);
        var isWell = new AtomicBoolean();
        assertThatCode(() -> isWell.set(doctor.examine())).doesNotThrowAnyException();
        return isWell.get();
    }

    private Connecting connecting() {
        return connecting(Agent.CLAUDE_CODE);
    }

    private Connecting connecting(Agent agent) {
        return new Connecting(files(), agent, true, List.of("holdpoint"), line -> {}, question -> true);
    }

    private static Connecting.Wish wish() {
        return new Connecting.Wish(List.of("holdpoint"), List.of(), 900, null);
    }

    private Path command() {
        return temporary.resolve("bin").resolve("holdpoint");
    }

    private AgentFiles files() {
        return new AgentFiles(temporary, temporary.resolve("project"), name -> null, temporary.resolve("system"));
    }
}
