package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.access.Issued;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.McpStream;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the view that connects an agent to its first question, and what a card says of the agent that asks. */
@QuarkusTest
@TestProfile(SignedInTest.Required.class)
@Timeout(120)
class ConnectAgentTest extends InboxTest {

    private static final Pattern TOKEN = Pattern.compile("HOLDPOINT_TOKEN='(hpa_[^']+)'");
    private static final List<String> CLIENTS = List.of("claude-code", "codex", "gemini", "mcp", "script");
    private static final String SUGGESTION = """
            {"type":"addRules","rules":[{"toolName":"Bash","ruleContent":"npm test:*"}],"behavior":"allow",\
            "destination":"localSettings"}""";

    @Inject
    SigningIn signingIn;

    @Test
    void aTokenIsMadeOnTheSpotMayOnlyAskAndIsShownOnce() {
        // Given
        Tab tab = manager();
        assertThat(environment(tab)).containsText("HOLDPOINT_TOKEN='YOUR_TOKEN'");

        // When
        String token = made(tab);

        // Then
        assertThat(environment(tab))
                .containsText("HOLDPOINT_URL=" + base.toString().replaceAll("/$", ""));
        Answer me = api.get("/v1/me", "Authorization", "Bearer " + token);
        assertThat(me.body().path("permissions").toString()).isEqualTo("[\"ask\"]");
        assertThat((String) tab.page().evaluate("JSON.stringify([localStorage, sessionStorage, location.href])"))
                .doesNotContain(token);
        tab.button("I have it").click();
        assertThat(environment(tab)).containsText("HOLDPOINT_TOKEN='YOUR_TOKEN'");
        assertThat(tab.page().content()).doesNotContain(token);
        made(tab);
        tab.page().reload();
        assertThat(environment(tab)).containsText("HOLDPOINT_TOKEN='YOUR_TOKEN'");
    }

    @Test
    void theLightOfAClientTurnsGreenWithItsFirstAskAndSaysSo() {
        // Given
        Tab tab = manager();
        String token = made(tab);
        for (String client : CLIENTS) {
            assertThat(light(tab, client)).hasText("Has not asked yet");
        }

        // When
        CompletableFuture<JsonNode> answer = hook(token, "claude-code", "PermissionRequest", "");

        // Then
        assertThat(light(tab, "claude-code")).containsText("Connected: asked Bash: npm test");
        assertThat(light(tab, "claude-code")).hasClass(Pattern.compile(".*\\bon\\b.*"));
        for (String client : CLIENTS.subList(1, CLIENTS.size())) {
            assertThat(light(tab, client)).hasText("Has not asked yet");
        }
        made(again(tab));
        assertThat(light(tab, "claude-code")).hasText("Has not asked yet");
        open(tab).button("Deny…").click();
        tab.button("Deny").click();
        assertThat(answer.join().at("/hookSpecificOutput/decision/behavior").asText())
                .isEqualTo("deny");
    }

    @Test
    void aScriptHasALightOfItsOwn() {
        Tab tab = manager();
        String token = made(tab);
        Answer asked = api.post(
                "/v1/interactions",
                "{\"type\":\"question\",\"sessionId\":\"" + session + "\",\"title\":\"From a script\"}",
                "Authorization",
                "Bearer " + token);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(light(tab, "script")).containsText("From a script");
        assertThat(light(tab, "mcp")).hasText("Has not asked yet");
    }

    @Test
    void anMcpClientHasALightOfItsOwnAndItsCallGetsTheAnswerThatIsGivenInThePage() {
        // Given
        Tab tab = manager();
        String token = made(tab);
        String call = McpStream.call("1", "ask_human", "{\"question\":\"Which region?\"}");
        try (var stream = McpStream.post(base, call, "Authorization", "Bearer " + token, "Mcp-Session-Id", session)) {

            // Then
            assertThat(light(tab, "mcp")).containsText("Connected: asked Which region?");
            assertThat(light(tab, "mcp")).hasClass(Pattern.compile(".*\\bon\\b.*"));
            assertThat(light(tab, "script")).hasText("Has not asked yet");
            assertThat(light(tab, "claude-code")).hasText("Has not asked yet");

            // When
            Tab card = open(tab);
            card.field("Your answer").fill("Frankfurt");
            card.button("Send answer").click();

            // Then
            assertThat(stream.result().at("/result/structuredContent/answer").asText())
                    .isEqualTo("Frankfurt");
        }
    }

    @Test
    void whoMayNotMakeTokensIsShownWhatToPasteWithAPlaceholder() {
        Tab anna = tab().open("?view=agents#sign-in=" + link("Anna", "decide"));
        assertThat(environment(anna)).containsText("YOUR_TOKEN");
        assertThat(anna.page().getByText("Whoever manages this service makes one"))
                .isVisible();
        assertThat(anna.button("Make a token")).hasCount(0);
        assertThat(anna.page().getByText("holdpoint connect codex")).isVisible();
    }

    @Test
    void whatIsPastedIsCopiedWhole() {
        var browser = browser();
        browser.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Tab tab = tab(browser).open("?view=agents#sign-in=" + firstLink());
        String token = made(tab);

        tab.button("Copy address and token").click();
        tab.page().getByText("Copied.").waitFor();

        assertThat((String) tab.page().evaluate("navigator.clipboard.readText()"))
                .isEqualTo("export HOLDPOINT_URL=" + base.toString().replaceAll("/$", "") + "\nexport HOLDPOINT_TOKEN='"
                        + token + "'");
        tab.button("I have it").click();
        assertThat(tab.page().getByText("Copied.")).hasCount(0);
    }

    @Test
    void aCardSaysWhichAgentAsksWhereAndWhichSubagentWhateverTheirNamesAre() {
        // Given
        String token = made(manager());
        String hostile = ",\"cwd\":\"/home/a\\u202egpj.exe/<img src=x onerror=alert(1)>\\u001b[31m\","
                + "\"agent_type\":\"Ex\\u2066plore</span>\",\"agent_id\":\"a17\"";

        // When
        CompletableFuture<JsonNode> answer = hook(token, "claude-code", "PermissionRequest", hostile);

        // Then
        Tab tab = open(tab().open("#sign-in=" + link("Bob", "decide")));
        Locator claims = tab.card().locator("p.facts");
        assertThat(claims).containsText("agent Claude Code");
        assertThat(claims).containsText("Ex\uFFFDplore</span> (a17)");
        assertThat(claims).containsText("/home/aU+202Egpj.exe/<img src=x onerror=alert(1)>U+001B[31m");
        assertThat(claims.locator("img")).hasCount(0);
        assertThat(claims.locator("bdi[dir=ltr] mark")).hasCount(2);
        assertThat(tab.rows().first()).containsText("Claude Code");
        tab.screenshot("agent-hostile");
        tab.button("Allow").click();
        assertThat(answer.join().at("/hookSpecificOutput/decision/behavior").asText())
                .isEqualTo("allow");
    }

    @Test
    void aSuggestionBecomesAllowAndDoNotAskAgain() {
        String token = made(manager());
        CompletableFuture<JsonNode> answer =
                hook(token, "claude-code", "PermissionRequest", ",\"permission_suggestions\":[" + SUGGESTION + "]");
        Tab tab = open(tab().open("#sign-in=" + link("Bob", "decide")));

        tab.field("Do not ask again for Bash(npm test:*) in this folder, for its user (localSettings)")
                .check();
        tab.screenshot("agent-suggestion");
        tab.button("Allow, and do not ask again").click();

        JsonNode decision = answer.join().at("/hookSpecificOutput/decision");
        assertThat(decision.path("behavior").asText()).isEqualTo("allow");
        assertThat(decision.path("updatedPermissions").toString()).isEqualTo("[" + SUGGESTION + "]");
    }

    @Test
    void whatAWireCannotCarryIsNotOffered() {
        String token = made(manager());
        CompletableFuture<JsonNode> answer =
                hook(token, "codex", "PermissionRequest", ",\"permission_suggestions\":[" + SUGGESTION + "]");
        Tab tab = open(tab().open("#sign-in=" + link("Bob", "decide")));

        tab.button("Allow").waitFor();
        assertThat(tab.button("Edit and allow…")).hasCount(0);
        assertThat(tab.page().getByText("Do not ask again")).hasCount(0);
        tab.button("Deny…").click();
        assertThat(tab.button("Deny, and stop the agent")).hasCount(0);
        tab.page().keyboard().type("not now");
        tab.page().keyboard().press("Control+Enter");

        assertThat(answer.join().at("/hookSpecificOutput/decision/message").asText())
                .isEqualTo("not now");
    }

    @Test
    void wordsGoAlongWithAnAllowWhereTheyReachTheAgent() {
        String token = made(manager());
        CompletableFuture<JsonNode> answer = hook(token, "claude-code", "PreToolUse", "");
        Tab tab = open(tab().open("#sign-in=" + link("Bob", "decide")));

        tab.button("Deny…").click();
        tab.page().keyboard().type("only once");
        tab.button("Back").click();
        assertThat(tab.card()).containsText("Your words go along: only once");
        tab.button("Allow").click();

        assertThat(answer.join().at("/hookSpecificOutput").toString())
                .isEqualTo(
                        "{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"allow\","
                                + "\"updatedInput\":{\"command\":\"npm test\"},\"additionalContext\":\"Approved with these words: only once\"}");
    }

    @Test
    void wordsThatAnAllowCannotCarryAreSaidToStayBehind() {
        String token = made(manager());
        CompletableFuture<JsonNode> answer = hook(token, "gemini", "BeforeTool", "");
        Tab tab = open(tab().open("#sign-in=" + link("Bob", "decide")));

        tab.button("Deny…").click();
        tab.page().keyboard().type("only once");
        tab.button("Back").click();
        assertThat(tab.card()).containsText("Your words go along only if you deny it");
        tab.button("Allow").click();

        assertThat(answer.join().toString()).isEqualTo("{\"decision\":\"allow\"}");
    }

    @Test
    void aDenialCanStopTheAgentWhereItsWireCarriesThat() {
        String token = made(manager());
        CompletableFuture<JsonNode> answer = hook(token, "claude-code", "PermissionRequest", "");
        Tab tab = open(tab().open("#sign-in=" + link("Bob", "decide")));

        tab.button("Deny…").click();
        tab.page().keyboard().type("stop here");
        tab.button("Deny, and stop the agent").click();

        JsonNode decision = answer.join().at("/hookSpecificOutput/decision");
        assertThat(decision.path("behavior").asText()).isEqualTo("deny");
        assertThat(decision.path("interrupt").asBoolean()).isTrue();
        assertThat(decision.path("message").asText()).isEqualTo("stop here");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void theViewIsForEverybodyOnAnyScreen(ColorScheme scheme, int width) {
        Tab tab = tab(browser(scheme, width, 800)).open("?view=agents#sign-in=" + firstLink());
        String token = made(tab);
        CompletableFuture<JsonNode> answer = hook(token, "gemini", "BeforeTool", "");
        assertThat(light(tab, "gemini")).containsText("Connected");

        assertThat(new AxeBuilder(tab.page()).analyze().getViolations()).isEmpty();
        assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        light(tab, "gemini").scrollIntoViewIfNeeded();
        tab.screenshot("connect-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
        api.delete("/v1/sessions/" + session, "Authorization", "Bearer " + session(firstLink()));
        answer.join();
    }

    private Tab manager() {
        return tab().open("?view=agents#sign-in=" + firstLink());
    }

    /** Makes a token there. */
    private static String made(Tab tab) {
        tab.button("Make a token").click();
        assertThat(environment(tab)).containsText(Pattern.compile("hpa_"));
        Matcher found = TOKEN.matcher(environment(tab).innerText());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Tab again(Tab tab) {
        tab.button("I have it").click();
        return tab;
    }

    private static Locator environment(Tab tab) {
        return tab.page()
                .getByRole(
                        AriaRole.GROUP,
                        new Page.GetByRoleOptions().setName("Address and token").setExact(true));
    }

    private static Locator light(Tab tab, String client) {
        return tab.page().locator("#light-" + client);
    }

    /** Opens the question of this test's session. */
    private Tab open(Tab tab) {
        tab.open("?sessionId=" + session);
        tab.rows().first().click();
        return tab;
    }

    /** Asks as an agent's hook does, and waits for what the agent is told. */
    private CompletableFuture<JsonNode> hook(String token, String agent, String event, String more) {
        String body = "{\"hook_event_name\":\"" + event + "\",\"session_id\":\"" + session
                + "\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"npm test\"}" + more + "}";
        return api.postLater("/v1/agents/" + agent + "/hook?wait=50", body, "Authorization", "Bearer " + token)
                .thenApply(answer -> {
                    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                    return answer.body();
                });
    }

    private String firstLink() {
        return ((Issued.Link) signingIn.inviteLocal().await().atMost(Duration.ofSeconds(10))).secret();
    }

    private String session(String link) {
        return api.post("/v1/sign-in", "{\"secret\":\"" + link + "\"}")
                .body()
                .path("token")
                .asText();
    }

    /** A link for somebody who may do this. */
    private String link(String name, String permission) {
        Answer made = api.post(
                "/v1/sign-in-links",
                "{\"name\":\"" + name + "\",\"permissions\":[\"" + permission + "\"]}",
                "Authorization",
                "Bearer " + session(firstLink()));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().path("url").asText().replaceFirst(".*#sign-in=", "");
    }
}
