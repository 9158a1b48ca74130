package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpExchange;
import dev.holdpoint.app.CredentialShapes;
import dev.holdpoint.testing.StandIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an agent's token, at services that are stood in for: it is shown to its own and to no other. */
@Timeout(60)
class ConnectCommandTest {

    @TempDir
    Path home;

    private final Broker a = new Broker("A");
    private final Broker b = new Broker("B");
    private final Map<String, String> variables = new HashMap<>();
    private Consumer<String> broken = name -> {};
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** One that makes tokens for whoever comes with the maker's, and forgets them. */
    private static final class Broker {
        final StandIn stand = new StandIn();
        final Map<String, String> tokens = new LinkedHashMap<>();
        private final String name;
        boolean isBroken;

        Broker(String name) {
            this.name = name;
            stand.answers((exchange, number) -> answer(exchange));
        }

        private synchronized void answer(HttpExchange exchange) throws IOException {
            String by = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .replace("Bearer ", "");
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            if (isBroken) {
                send(exchange, 500, "{}");
            } else if (call.equals("POST /v1/tokens") && by.equals("hpa_maker")) {
                String token = "hpa_" + name + "000" + tokens.size();
                tokens.put("id" + tokens.size(), token);
                send(exchange, 201, "{\"token\":\"" + token + "\"}");
            } else if (!tokens.containsValue(by)) {
                send(exchange, 401, "{}");
            } else if (call.startsWith("DELETE ")) {
                tokens.remove(call.substring(call.lastIndexOf('/') + 1));
                send(exchange, 204, "");
            } else {
                var items = new StringBuilder();
                tokens.forEach((id, token) -> items.append(items.isEmpty() ? "" : ",")
                        .append("{\"id\":\"" + id + "\",\"ending\":\"" + token.substring(token.length() - 4) + "\"}"));
                send(exchange, 200, "{\"items\":[" + items + "]}");
            }
        }

        private static void send(HttpExchange exchange, int status, String body) throws IOException {
            StandIn.send(exchange, status, "application/json", body);
        }

        /** All that was shown to it but what whoever runs the command has. */
        Stream<String> shown() {
            return stand.heard().stream()
                    .map(StandIn.Heard::authorization)
                    .map(text -> text.replace("Bearer ", ""))
                    .filter(text -> !text.equals("hpa_maker"));
        }
    }

    @BeforeEach
    void surroundings() {
        variables.put("HOME", home.toString());
        variables.put("HOLDPOINT_TOKEN", "hpa_maker");
    }

    @AfterEach
    void close() {
        a.stand.close();
        b.stand.close();
    }

    @Test
    void whoeverSaysNoKeepsTheTokenToo() throws IOException {
        connect(a);
        String settings = Files.readString(settings());
        assertThat(run("n\n", "connect", "codex", "--remove")).isZero();
        assertThat(settings()).hasContent(settings);
        assertThat(a.tokens).hasSize(1);
        assertThat(token()).exists();
        assertThat(said()).contains("nothing was written");
    }

    @Test
    void aTokenThatOtherSettingsNeedStays() throws IOException {
        connect(a);
        variables.put("CODEX_HOME", home.resolve("other").toString());
        connect(a);
        assertThat(a.tokens).hasSize(1);

        assertThat(run("", "connect", "codex", "--remove", "--yes")).isZero();
        assertThat(home.resolve("other/hooks.json")).doesNotExist();
        assertThat(a.tokens).hasSize(1);
        assertThat(token()).exists();
        assertThat(said()).contains("stays: needed by " + settings());

        variables.remove("CODEX_HOME");
        run("", "connect", "codex", "--remove", "--yes");
        assertThat(a.tokens).isEmpty();
        assertThat(token()).doesNotExist();
    }

    @Test
    void itIsRevokedWhereItWasMadeWhateverElseIsNamed() throws IOException {
        connect(a);
        assertThat(run("", "connect", "codex", "--remove", "--yes", "--url", b.stand.url()))
                .isZero();
        assertThat(a.tokens).isEmpty();
        assertThat(token()).doesNotExist();
        assertThat(b.stand.heard()).isEmpty();
    }

    @Test
    void anotherServiceGetsATokenOfItsOwn() throws IOException {
        connect(a);
        connect(b);
        assertThat(b.shown()).isEmpty();
        assertThat(b.tokens).hasSize(1);
        assertThat(a.tokens).as("its hook is gone").isEmpty();
        assertThat(a.shown()).allMatch(shown -> shown.equals("hpa_A0000"));
        Path token = tokenOf(settings());
        assertThat(token).hasContent("hpa_B0000\n" + b.stand.url() + "/\n");

        run("", "connect", "codex", "--remove", "--yes");
        assertThat(b.tokens).isEmpty();
        assertThat(token).doesNotExist();
    }

    /** What an older version wrote has no address: the hook that names it has. */
    @Test
    void aFileWithoutAnAddressIsForTheServiceOfItsHook() throws IOException {
        connect(a);
        Files.writeString(token(), "hpa_A0000\n");
        connect(b);
        assertThat(b.shown()).isEmpty();
        assertThat(a.tokens).isEmpty();
        assertThat(token()).doesNotExist();
    }

    @Test
    void aTokenOfNobodyKnowsWhereIsLeftAndToldOf() throws IOException {
        connect(a);
        run("", "connect", "codex", "--remove", "--yes");
        Files.writeString(token(), "hpa_strange\n");
        connect(b);
        assertThat(Stream.concat(a.shown(), b.shown())).doesNotContain("hpa_strange");
        run("", "connect", "codex", "--remove", "--yes");
        assertThat(token()).hasContent("hpa_strange\n");
        assertThat(said()).contains("does not say which service", "ENDING is ange", "token revoke ID");
    }

    @Test
    void aDeadTokenIsReplaced() throws IOException {
        connect(a);
        a.tokens.put("id0", "hpa_another");
        connect(a);
        assertThat(a.tokens).hasSize(2);
        assertThat(token()).content().startsWith(a.tokens.get("id1") + "\n");

        a.tokens.clear();
        run("", "connect", "codex", "--remove", "--yes");
        assertThat(token()).as("nobody is known by it").doesNotExist();
    }

    @Test
    void whatCannotBeRevokedIsKeptUntilItCan() throws IOException {
        connect(a);
        a.isBroken = true;
        run("", "connect", "codex", "--remove", "--yes");
        assertThat(settings()).doesNotExist();
        assertThat(token()).exists();
        assertThat(said()).contains("could not be revoked", "connect codex --remove again", "ENDING is 0000");

        a.isBroken = false;
        run("", "connect", "codex", "--remove", "--yes");
        assertThat(a.tokens).isEmpty();
        assertThat(token()).doesNotExist();
    }

    private void connect(Broker broker) {
        assertThat(run("", "connect", "codex", "--yes", "--url", broker.stand.url()))
                .as(said())
                .isZero();
    }

    /** A store that is made beside the one of the service has tokens that nobody knows. */
    @Test
    void noStoreIsMadeWhereTheServiceKeepsItsDataElsewhere() {
        Path folder = home.resolve("project").resolve("holdpoint-data");

        assertThat(run("", "connect", "codex", "--yes", "--data-dir", folder.toString()))
                .isEqualTo(1);

        assertThat(said()).contains("there is no store in " + folder, "--data-dir");
        assertThat(folder).doesNotExist();
        assertThat(settings()).doesNotExist();
        assertThat(token()).doesNotExist();
    }

    @Test
    void aFolderThatIsNamedCountsMoreThanAVariable() {
        String folder = home.resolve("data").toString();
        variables.put("HOLDPOINT_URL", a.stand.url());
        assertThat(run("", "token", "create", "a", "--permission", "ask", "--data-dir", folder))
                .isZero();

        assertThat(run("", "connect", "codex", "--yes", "--data-dir", folder)).isZero();

        assertThat(a.stand.heard()).isEmpty();
        assertThat(token()).content().startsWith("hpa_").contains(a.stand.url());
    }

    @Test
    void whatIsNoTokenIsNotKept() {
        b.stand.answers(200, "{\"ok\":true}");

        assertThat(run("", "connect", "codex", "--yes", "--url", b.stand.url())).isEqualTo(1);

        assertThat(said()).contains("makes no token for it: an answer that is none of Holdpoint's");
        assertThat(settings()).doesNotExist();
        assertThat(token()).doesNotExist();
    }

    /** The doctor says to connect again where something is wrong: whoever does must not be held less. */
    @ParameterizedTest
    @CsvSource({
        "codex,.codex/hooks.json,3600,Bash|Write,Bash",
        "claude-code,.claude/settings.json,3600,Bash|Write,Bash",
        "gemini,.gemini/settings.json,3600000,run_shell_command|write_file,run_shell_command"
    })
    void connectedAgainWithoutAWordAnAgentIsHeldNoLess(
            String agent, String file, String timeout, String tools, String fewer) throws IOException {
        String[] again = {"connect", agent, "--yes", "--url", a.stand.url()};
        run("", "connect", agent, "--yes", "--url", a.stand.url(), "--tools", tools, "--timeout", "3600");
        String before = Files.readString(home.resolve(file));

        assertThat(run("", again)).isZero();

        assertThat(before).contains("\"matcher\": \"" + tools + "\"", "--timeout 3590", "\"timeout\": " + timeout);
        assertThat(home.resolve(file)).hasContent(before);
        assertThat(said()).contains("held as before: " + tools);
        run("", "connect", agent, "--yes", "--url", a.stand.url(), "--tools", fewer, "--timeout", "60");
        assertThat(home.resolve(file))
                .content()
                .contains("\"matcher\": \"" + fewer + "\"", "--timeout 50")
                .doesNotContain(tools, "3590");
    }

    /** It was written before anybody looked at it. */
    @Test
    void whatHeldNothingIsNotHeldSoAgain() throws IOException {
        String[] again = {"connect", "codex", "--yes", "--url", a.stand.url()};
        run("", "connect", "codex", "--yes", "--url", a.stand.url(), "--tools", "Bash");
        String before = Files.readString(settings()).replace("\"Bash\"", "\"shell\"");
        Files.writeString(settings(), before);

        assertThat(run("", again)).isEqualTo(64);

        assertThat(said()).contains("--tools: 'shell' fits no tool of codex");
        assertThat(settings()).hasContent(before);
    }

    @Test
    void whoeverIsHeldOnlyAsUsualIsHeldSoAgain() throws IOException {
        connect(a);
        String before = Files.readString(settings());
        connect(a);
        assertThat(settings()).hasContent(before);
        assertThat(said()).doesNotContain("held as before");
    }

    /** It would fit no tool, and nothing were held. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "(;it is no regular expression: missing closing )",
                "shell;did you mean 'Bash'?",
                "Bash(git *);a matcher is a tool's name",
                "*;all tools are '.*'"
            })
    void aPatternThatHoldsNothingIsWrongUse(String tools, String said) {
        assertThat(run("", "connect", "codex", "--yes", "--url", a.stand.url(), "--tools", tools))
                .isEqualTo(64);

        assertThat(said()).contains("--tools: '" + tools + "'", said);
        assertThat(settings()).doesNotExist();
        assertThat(a.tokens).isEmpty();
    }

    /** Two hooks are two cards for one call. */
    @Test
    void aProjectsHookIsNotMadeWhereTheUsersOwnIsInTheWay() {
        run("", "connect", "codex", "--yes", "--url", a.stand.url());
        err.reset();
        Path project = Path.of("").toAbsolutePath().resolve(".codex/hooks.json");

        assertThat(run("n\n", "connect", "codex", "--project")).isEqualTo(1);
        assertThat(said())
                .contains("nothing was written", settings().toString(), project.toString(), "two cards", "--both")
                .doesNotContain("Write it?");

        err.reset();
        assertThat(run("n\n", "connect", "codex", "--project", "--both")).isZero();
        assertThat(said()).containsSubsequence("one call is asked about twice", "Write it?", "nothing was written");

        err.reset();
        assertThat(run("", "connect", "codex", "--project", "--print")).isZero();
        assertThat(said()).contains("one call is asked about twice");
        assertThat(project).doesNotExist();
    }

    /** Whatever in settings there is that nobody thought of. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeLookedAtIsToldInWords(boolean isMemory) {
        broken = name -> {
            if (name.equals("CODEX_HOME")) {
                throw isMemory ? new OutOfMemoryError("on purpose") : new StackOverflowError("on purpose");
            }
        };
        for (String how : List.of("--yes", "--remove", "--print")) {
            err.reset();
            var status = new AtomicInteger();
            assertThatCode(() -> status.set(run("", "connect", "codex", "--project", how)))
                    .doesNotThrowAnyException();
            assertThat(status).hasValue(CommandException.FAILED);
            assertThat(said())
                    .contains("holdpoint: the settings of codex cannot be read here", "too large or too deep");
        }
    }

    private int run(String in, String... arguments) {
        var around = new Surroundings(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                name -> null,
                name -> {
                    broken.accept(name);
                    return variables.get(name);
                },
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                true);
        return new Commands(new CredentialShapes(), around).run(arguments);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Path settings() {
        return home.resolve(".codex").resolve("hooks.json");
    }

    private Path token() {
        return home.resolve(".config").resolve("holdpoint").resolve("codex.token");
    }

    private static Path tokenOf(Path settings) throws IOException {
        return Path.of(Files.readString(settings).replaceAll("(?s).*--token-file ([^ ]+).*", "$1"));
    }
}
