package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Command;
import dev.holdpoint.testing.Command.Run;
import dev.holdpoint.testing.Command.Started;
import dev.holdpoint.testing.Service;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From "never heard of it" to a call that waits: the packaged command, the packaged service, and settings of agents. */
class ConnectIT {

    private static final String CALL = "{\"hook_event_name\":\"%s\",\"session_id\":\"s\",\"tool_name\":\"Bash\","
            + "\"tool_input\":{\"command\":\"rm 1.50\"},\"tool_use_id\":\"t1\"}";

    @TempDir
    Path temporary;

    private final Map<String, String> variables = new HashMap<>();
    private Path home;
    private int port;
    private Service service;
    private Command command;

    @BeforeEach
    void start() throws Exception {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        service = new Service(temporary.resolve("data"), port, "-Dholdpoint.access.mode=local");
        home = Files.createDirectories(temporary.resolve("home"));
        variables.put("HOME", home.toString());
        variables.put("XDG_CONFIG_HOME", home.resolve(".config").toString());
        variables.put("CLAUDE_CONFIG_DIR", home.resolve(".claude").toString());
        variables.put("CODEX_HOME", "");
        variables.put("HOLDPOINT_DATA_DIR", temporary.resolve("data").toString());
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        command = new Command(Files.createDirectories(temporary.resolve("project")), variables);
    }

    @AfterEach
    void stop() throws Exception {
        command.close();
        service.kill();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "codex", "gemini"})
    void connectedItIsInTheWayAndTakenOutItIsGone(String agent) throws Exception {
        Run connect = command.run("connect", agent);
        assertThat(connect.exit()).as(connect.err()).isZero();
        assertThat(connect.out()).contains("exit 2").doesNotContain("hpa_");
        Path token = home.resolve(".config/holdpoint/" + agent + ".token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        assertThat(settings(agent))
                .content()
                .doesNotContain(Files.readAllLines(token).getFirst());
        JsonNode me = service.api()
                .get(
                        "/v1/me",
                        "Authorization",
                        "Bearer " + Files.readAllLines(token).getFirst())
                .body();
        assertThat(me.path("permissions").toString()).isEqualTo("[\"ask\"]");

        Run doctor = command.run("doctor");
        assertThat(doctor.exit()).as(doctor.out()).isZero();
        assertThat(doctor.out()).contains(agent + ", ").contains("asked, and blocked by silence");

        String secret = Files.readAllLines(token).getFirst();
        assertThat(command.run("connect", agent, "--remove").exit()).isZero();
        assertThat(settings(agent)).doesNotExist();
        assertThat(token).doesNotExist();
        assertThat(service.api()
                        .get("/v1/me", "Authorization", "Bearer " + secret)
                        .status())
                .isEqualTo(401);
    }

    /** What the page gives to paste: an address, and a token that ends before what the hook would like. */
    @ParameterizedTest
    @ValueSource(strings = {"P365D", "P1D"})
    void whatThePageGivesIsEnough(String life) throws Exception {
        String secret = command.run("token", "create", "an agent", "--permission", "ask", "--expires-in", life)
                .out()
                .strip();
        variables.remove("HOLDPOINT_DATA_DIR");
        variables.put("HOLDPOINT_URL", "http://localhost:" + port);
        variables.put("HOLDPOINT_TOKEN", secret);

        Run connect = command.run("connect", "claude-code");

        assertThat(connect.exit()).as(connect.err()).isZero();
        Path token = home.resolve(".config/holdpoint/claude-code.token");
        assertThat(token).content().startsWith("hpa_").doesNotContain(secret);
        Run doctor = command.run("doctor");
        assertThat(doctor.out()).contains("asked, and blocked by silence");
        assertThat(doctor.exit()).as(doctor.out()).isZero();
    }

    /** The dangerous case, shut: the settings name the hook, and it reaches nobody. */
    @Test
    void aHookThatReachesNobodyIsToldOfInPlainWords() throws Exception {
        command.run("connect", "codex");
        Files.writeString(home.resolve(".config/holdpoint/codex.token"), "hpa_wrong\n");
        Run refused = command.run("doctor");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).contains("it blocks, but nobody is asked, so codex can do nothing", "401");

        Path settings = settings("codex");
        Files.writeString(settings, Files.readString(settings).replace("|| exit 2", "|| true"));
        Run open = command.run("doctor");
        assertThat(open.exit()).isEqualTo(1);
        assertThat(open.out())
                .contains("does not end in '|| exit 2'", "not written by connect, so not run here")
                .doesNotContain("good    codex");
    }

    @Test
    void aHookOnWhatServersAskIsInTheWayToo() throws Exception {
        command.run("connect", "claude-code");
        Path settings = settings("claude-code");
        Files.writeString(settings, Files.readString(settings).replace("\"PreToolUse\"", "\"Elicitation\""));
        Run doctor = command.run("doctor");
        assertThat(doctor.exit()).as(doctor.out()).isZero();
        assertThat(doctor.out())
                .containsPattern("good +claude-code, Elicitation of .* in .*: asked, and blocked by silence");
    }

    /** What is connected when its command goes: the line of each hook blocks as its event wants it. */
    @Test
    void whatHasLostItsCommandBlocksAndIsToldOf() throws Exception {
        command.run("connect", "claude-code");
        Path settings = settings("claude-code");
        String gone = Files.readString(settings)
                .replaceAll(
                        "[^\"' (]+( -X[^ ]+)*( -jar [^ ]+)? hook claude-code", "/nowhere/holdpoint hook claude-code");
        Files.writeString(settings, gone);
        String line =
                Api.tree(gone).at("/hooks/PermissionRequest/0/hooks/0/command").asText();
        Run request = command.start(List.of("sh", "-c", line), CALL.formatted("PermissionRequest"))
                .end();
        assertThat(request.exit()).isZero();
        assertThat(Api.tree(request.out())
                        .at("/hookSpecificOutput/decision/behavior")
                        .asText())
                .isEqualTo("deny");
        Run doctor = command.run("doctor");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("not written by connect, so not run here: 'said=$(/nowhere/holdpoint hook")
                .doesNotContain("DANGER", "good    claude-code");
    }

    /** A hook that cannot reach anybody waits for long, and blocks all that time: that is no gate which stands open. */
    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "codex", "gemini"})
    void whereTheServiceIsAwayTheDoctorSaysThatItBlocks(String agent) throws Exception {
        command.run("connect", agent);
        service.kill();

        Run doctor = command.run("doctor");

        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("the service: nobody listens there", "it blocks, but nobody is asked")
                .doesNotContain("DANGER");
    }

    @Test
    void inAProjectThereIsNoSecretAndNoPlace() throws Exception {
        Run connect = command.run("connect", "claude-code", "--project");
        assertThat(connect.exit()).isZero();
        Path settings = temporary.resolve("project/.claude/settings.json");
        assertThat(settings)
                .content()
                .contains("\"holdpoint hook claude-code --timeout 890 || exit 2\"")
                .contains("\"said=$(holdpoint hook claude-code --timeout 890) && printf")
                .doesNotContain(temporary.toString(), "--token-file");
        assertThat(home.resolve(".config/holdpoint/claude-code.token")).doesNotExist();
    }

    /** One call would be two cards, which people may answer differently. */
    @Test
    void twoFilesThatAskAboutOneCallAreToldOf() throws Exception {
        Path project = temporary.resolve("project/.gemini/settings.json");
        Path user = home.resolve(".gemini/settings.json");
        assertThat(command.run("connect", "gemini").exit()).isZero();

        Run refused = command.run("connect", "gemini", "--project");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("nothing was written", user.toString(), project.toString(), "--both");
        assertThat(project).doesNotExist();

        assertThat(command.run("connect", "gemini", "--project", "--both").exit())
                .isZero();
        Run doctor = command.run("doctor");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out())
                .containsPattern("bad .*" + user + " .*" + project + ": one call is asked about twice")
                .contains("nobody has trusted " + temporary.resolve("project"));

        command.run("connect", "gemini", "--remove");
        Run again = command.run("connect", "gemini");
        assertThat(again.exit()).isZero();
        assertThat(again.err()).contains("one call is asked about twice", user.toString(), project.toString());
    }

    @Test
    void printedItIsWrittenNowhere() {
        Run print = command.run("connect", "gemini", "--print");
        assertThat(print.exit()).isZero();
        assertThat(Api.tree(print.out())
                        .at("/hooks/BeforeTool/0/hooks/0/timeout")
                        .asInt())
                .isEqualTo(900_000);
        assertThat(home).isEmptyDirectory();
    }

    /** The agent would go on, and nobody would be asked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-code | // mine | line 2, column 1: claude-code cannot read a comment",
                "claude-code | \"hooks\":{\"PreToolUse\":[{\"command\":\"old\"}]} | line 2, column 24: claude-code cannot read 'hooks.PreToolUse[0]' without",
                "claude-code | \"language\": 5 | line 2, column 13: claude-code cannot read 'language' that is no text",
                "claude-code | \"x\":{\"PreToolUse\":[{}]} | line 2, column 19: claude-code cannot read a hook before a call",
                "codex       | \"$schema\":\"x\" | line 2, column 1: codex cannot read '$schema'"
            })
    void whatTheAgentDoesNotLoadIsRefusedAndADanger(String agent, String what, String said) throws Exception {
        Path file = settings(agent);
        Files.createDirectories(file.getParent());
        String text = "{\n" + what + "\n}\n";
        Files.writeString(file, text);

        Run refused = command.run("connect", agent);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains(file + ", " + said, "nothing was changed");
        assertThat(file).hasContent(text);
        assertThat(home.resolve(".config")).doesNotExist();

        Files.delete(file);
        assertThat(command.run("connect", agent).exit()).isZero();
        String connected = Files.readString(file);
        Files.writeString(file, "// mine\n" + connected);
        Run doctor = command.run("doctor");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("DANGER  " + agent + ": " + file + ", line 1, column 1", "every call goes through")
                .doesNotContain("good    " + agent);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code,bash,Bash",
        "claude-code,Bash(git *),Bash",
        "codex,shell,Bash",
        "gemini,Bash,run_shell_command"
    })
    void toolsThatTheAgentDoesNotHaveAreWrongUse(String agent, String tools, String meant) {
        Run refused = command.run("connect", agent, "--tools", tools);
        assertThat(refused.exit()).isEqualTo(64);
        assertThat(refused.err()).contains("'" + tools + "' fits no tool of " + agent, "did you mean '" + meant + "'?");
        assertThat(home).isEmptyDirectory();
    }

    /** The line as the agent runs it: its call is held over the death of the service, and goes on as it was allowed. */
    @ParameterizedTest
    @CsvSource({"claude-code,PermissionRequest", "claude-code,PreToolUse", "codex,PreToolUse", "gemini,BeforeTool"})
    void aCallIsHeldOverTheDeathOfTheService(String agent, String event) throws Exception {
        command.run("connect", agent);
        String line = Api.tree(Files.readString(settings(agent)))
                .at("/hooks/" + event + "/0/hooks/0/command")
                .asText();
        Started hook = command.start(List.of("sh", "-c", line), CALL.formatted(event));
        String[] by = responder();
        String id = onlyPending(by);

        service.kill();
        service = new Service(temporary.resolve("data"), port, "-Dholdpoint.access.mode=local");
        Api.Answer answer = service.api()
                .post("/v1/interactions/" + id + "/resolve", "{\"response\":{\"behavior\":\"allow\"}}", responder());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Run held = hook.end();
        assertThat(held.exit()).as(held.err()).isZero();
        assertThat(held.out()).contains("\"allow\"");
    }

    @Test
    void aCallThatIsRefusedIsToldWithTheWordsOfWhoeverRefused() throws Exception {
        command.run("connect", "codex");
        String line = Api.tree(Files.readString(settings("codex")))
                .at("/hooks/PreToolUse/0/hooks/0/command")
                .asText();
        Started hook = command.start(List.of("sh", "-c", line), CALL.formatted("PreToolUse"));
        String[] by = responder();
        service.api().post("/v1/interactions/" + onlyPending(by) + "/reject", "{\"reason\":\"use trash\"}", by);
        Run refused = hook.end();
        assertThat(refused.exit()).isZero();
        JsonNode output = Api.tree(refused.out()).path("hookSpecificOutput");
        assertThat(output.path("permissionDecision").asText()).isEqualTo("deny");
        assertThat(output.path("permissionDecisionReason").asText()).contains("use trash");
    }

    @Test
    void tokensAreMadeByHttpToo() throws Exception {
        String manager = command.run("token", "create", "m", "--permission", "manage")
                .out()
                .strip();
        variables.put("HOLDPOINT_URL", service.base().toString());
        variables.put("HOLDPOINT_TOKEN", manager);
        variables.remove("HOLDPOINT_DATA_DIR");
        Run made = command.run("token", "create", "ci", "--permission", "ask");
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out().strip()).matches("hpa_[0-9A-Za-z]{36}");
        String list = command.run("token", "list").out();
        assertThat(list).contains(" ci ", " m ");
        String id = list.lines()
                .filter(line -> line.contains(" ci "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(" .*", "");
        assertThat(command.run("token", "revoke", id).out()).contains("revoked " + id, "'ci'");
        assertThat(command.run("sign-in-link", "--name", "Anna", "--permission", "decide")
                        .out())
                .startsWith(service.base() + "/#sign-in=");
        assertThat(service.api()
                        .get("/v1/me", "Authorization", "Bearer " + made.out().strip())
                        .status())
                .isEqualTo(401);
        assertThat(temporary.resolve("project/holdpoint-data")).doesNotExist();
    }

    private Path settings(String agent) {
        return switch (agent) {
            case "claude-code" -> home.resolve(".claude/settings.json");
            case "codex" -> home.resolve(".codex/hooks.json");
            default -> home.resolve(".gemini/settings.json");
        };
    }

    private String[] responder() throws Exception {
        return new String[] {
            "Authorization",
            "Bearer "
                    + Files.readString(temporary.resolve("data/responder.token"))
                            .strip()
        };
    }

    private String onlyPending(String... by) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> service.api()
                                .get("/v1/interactions", by)
                                .body()
                                .path("items")
                                .size()
                        == 1);
        return service.api()
                .get("/v1/interactions", by)
                .body()
                .at("/items/0/id")
                .asText();
    }
}
