package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.microsoft.playwright.BrowserContext;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attacker puts into a question: nothing of it runs, and nothing of it is even tried and then refused. */
@QuarkusTest
class HostileTest extends InboxTest {

    /** A payload stands where {@code %s} is, as a JSON string without its quotes. */
    private static final List<String> PLACES = List.of(
            "permission|,\"title\":\"%s\"",
            "permission|,\"data\":{\"toolName\":\"%s\",\"input\":{\"command\":\"%s\",\"description\":\"%s\"}}",
            "permission|,\"data\":{\"toolName\":\"Edit\",\"input\":{\"file_path\":\"%s\",\"old_string\":\"%s\",\"new_string\":\"x\"}}",
            "permission|,\"data\":{\"toolName\":\"Odd\",\"input\":{\"%s\":\"%s\"},\"suggestions\":[{\"type\":\"setMode\",\"mode\":\"%s\"},\"%s\"]}",
            "permission|,\"metadata\":{\"riskLevel\":\"%s\",\"category\":\"%s\"}",
            "plan-approval|,\"data\":{\"plan\":\"%s\"}",
            "ask-user|,\"data\":{\"questions\":[{\"question\":\"%s\",\"header\":\"%s\",\"options\":[{\"label\":\"%s\",\"description\":\"%s\"}]}]}",
            "odd|,\"data\":\"%s\",\"responseSchema\":{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"string\",\"title\":\"%s\","
                    + "\"description\":\"%s\",\"pattern\":\"a\",\"default\":\"%s\"},\"choice\":{\"enum\":[\"%s\"]}}}",
            "odd|,\"responseSchema\":{\"oneOf\":[{\"description\":\"%s\"}]}");

    private static final List<String> PAYLOADS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
            "</code></pre><iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
            "[docs](javascript:alert(1)) <a href=\"jAvAsCrIpT:alert(1)\">x</a> ![x](https://evil.invalid/x.png)",
            "<a href='data:text/html,<script>alert(1)</script>'>x</a><form action=https://evil.invalid><button>ok</button></form>",
            "<style>*{background:url(https://evil.invalid/x)}</style><div style='background:url(https://evil.invalid/y)'>x</div>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<template shadowrootmode=open><script>alert(1)</script></template><base href=//evil.invalid><meta http-equiv=refresh content='0;url=//evil.invalid'>",
            "${alert(1)} {{constructor.constructor('alert(1)')()}} `${alert(1)}`");

    static List<String> payloads() {
        return PAYLOADS;
    }

    /** Here the browser fails while a comparison is drawn. */
    @Test
    void whatCannotBeDrawnIsShownAsItCame() {
        String id = ask(
                "permission",
                ",\"metadata\":{\"risk\":\"high\"},\"data\":{\"toolName\":\"Edit\",\"input\":"
                        + "{\"file_path\":\"/etc/motd\",\"old_string\":\"BREAKS\",\"new_string\":\"other\"}}");
        BrowserContext failing = browser();
        failing.addInitScript("const split = String.prototype.split; String.prototype.split = function (...given) {"
                + " if (this.startsWith('BREAKS')) throw new Error('broken'); return split.apply(this, given); }");
        var tab = new Tab(failing, base); // that it failed may be told

        tab.open("?sessionId=" + session + "&id=" + id);
        assertThat(tab.card()).containsText("This cannot be drawn as it should be");
        assertThat(tab.field("All that is asked, as it came")).containsText("\"new_string\": \"other\"");
        tab.button("Allow").click();
        assertThat(tab.page().locator("hp-confirm dialog")).containsText("\"new_string\": \"other\"");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void nothingThatIsAskedRuns(String payload) {
        Tab tab = tab();
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(payload));
        String last = "";
        for (String place : PLACES) {
            String[] parts = place.split("\\|", 2);
            last = ask(parts[0], parts[1].replace("%s", escaped));
            tab.open("?sessionId=" + session + "&id=" + last);
            tab.title().waitFor();
            tab.page().evaluate("() => document.querySelector('hp-app').shadowRoot");
            tab.card().locator("details").all().forEach(details -> details.evaluate("element => element.open = true"));
            tab.assertNothingWrong();
            assertThat((Boolean) tab.page().evaluate(NO_ELEMENT_OF_AN_ASKER))
                    .as("%s in %s", payload, place)
                    .isTrue();
        }
        api.resolve(last, "{\"x\":1}");
        String cancelled = api.post("/v1/interactions", "{\"type\":\"odd\",\"sessionId\":\"" + escaped + "\"}")
                .id();
        tab.open("?id=" + cancelled);
        api.post("/v1/interactions/" + cancelled + "/cancel", "{\"reason\":\"" + escaped + "\"}");
        assertShows(tab, "Withdrawn");
        tab.assertNothingWrong();
        assertThat((Boolean) tab.page().evaluate(NO_ELEMENT_OF_AN_ASKER))
                .as("%s as a session and a reason", payload)
                .isTrue();
        tab.open("?view=history&sessionId=" + session);
        tab.open("?view=numbers");
    }

    /** No element that acts or loads, no handler, no address that runs stands anywhere in the page. */
    private static final String NO_ELEMENT_OF_AN_ASKER = """
            () => {
              const all = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
                [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
              return all(document.body).every((element) =>
                !['SCRIPT', 'IMG', 'SVG', 'IFRAME', 'STYLE', 'MATH', 'BASE', 'META', 'OBJECT', 'EMBED'].includes(element.tagName.toUpperCase())
                && ![...element.attributes].some((attribute) => attribute.name.startsWith('on') || attribute.name === 'style')
                && !/^(javascript|data|vbscript):/i.test(element.getAttribute('href') ?? ''));
            }
            """;

    @Test
    void whatCannotBeSeenIsMarked() {
        String id = ask(
                "permission",
                ",\"title\":\"List \\u202egpj.\\u202c\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\\u200b \\u2066x\\u0007\","
                        + "\"description\":\"a\\u00adb\"}}");
        Tab tab = tab().open("?id=" + id);
        assertThat(tab.title().locator("mark")).hasText(new String[] {"U+202E", "U+202C"});
        assertThat(tab.card().locator("hp-command mark")).hasText(new String[] {"U+200B", "U+2066", "U+0007"});
        tab.page().getByText("All that is asked, as JSON").click();
        assertThat(tab.card().locator("details hp-json").first()).containsText("ls\\u200b \\u2066x\\u0007");
        assertThat(tab.rows().locator(".title").first()).isVisible();
    }

    @Test
    void aLinkTellsWhereItGoes() {
        String id = ask(
                "plan-approval",
                ",\"data\":{\"plan\":\"[https://good.example](https://evil.example/x) [y](/v1/statistics)\"}");
        Tab tab = tab().open("?id=" + id);
        assertThat(tab.card().locator("hp-markdown a")).hasCount(1);
        assertThat(tab.card().locator("hp-markdown a")).hasAttribute("href", "https://evil.example/x");
        assertThat(tab.card().locator("hp-markdown")).containsText("(https://evil.example/x)");
    }

    @Test
    void thePageMayDoNothingButWhatItNeeds() {
        var page = api.get("/");
        assertThat(page.header("Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "worker-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.text()).doesNotContain("onload", "<script>", "=\"/");
        String bundle = page.text().replaceAll("(?s).*src=\"([^\"]+)\".*", "$1");
        assertThat(api.get(bundle).header("Cache-Control")).contains("immutable");
        String worker = page.text().replaceAll("(?s).*worker-stream\" content=\"([^\"]+)\".*", "$1");
        assertThat(worker)
                .as("a page talks to a worker of its own version")
                .matches("static/bundle/stream-\\w{8}\\.js");
        assertThat(api.get(worker).header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(api.get(bundle, "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(api.get("/static/bundle/none.js").status()).isEqualTo(404);
        assertThat(api.get("/static/bundle/..%2f..%2fapplication.properties").status())
                .isEqualTo(404);
    }
}
