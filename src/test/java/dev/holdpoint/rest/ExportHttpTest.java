package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was decided, as it is found and taken away. */
@QuarkusTest
class ExportHttpTest extends HttpTest {

    @Test
    void decisionsAreFoundByOutcomeTimeAndWords() {
        String session = Api.session();
        String allowed = permission(session, "Deploy");
        String denied = permission(session, "Stra\u00dfe");
        String pending = permission(session, "Wait");
        api.resolve(allowed, "{\"behavior\":\"allow\"}");
        JsonNode last = api.resolve(denied, "{\"behavior\":\"deny\",\"message\":\"too Late\"}")
                .body();
        String at = last.path("decidedAt").asText();

        assertThat(listed(session, "outcome=denied")).containsExactly(denied);
        assertThat(listed(session, "outcome=denied&outcome=allowed")).containsExactly(allowed, denied);
        assertThat(listed(session, "outcome=nobody")).isEmpty();
        assertThat(listed(session, "order=decided")).containsExactly(denied, allowed);
        assertThat(listed(session, "order=decided&q=STRASSE")).containsExactly(denied);
        assertThat(listed(session, "order=decided&q=too%20late")).containsExactly(denied);
        assertThat(listed(session, "q=wait")).containsExactly(pending);
        assertThat(listed(session, "decidedFrom=" + at)).contains(denied);
        assertThat(listed(session, "decidedTo=" + at)).doesNotContain(denied);
        assertThat(listed(session, "decidedBy=person:anna")).isEmpty();
    }

    @Test
    void decisionsArePagedInTheirOrder() {
        String session = Api.session();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            String id = permission(session, "n" + i);
            api.resolve(id, "{\"behavior\":\"allow\"}");
            expected.addFirst(id);
        }
        assertThat(api.idsInPages("order=decided&limit=3&sessionId=" + session)).containsExactlyElementsOf(expected);
    }

    @Test
    void anExportHasALineForEachInteractionAsItIsReadAlone() {
        String session = Api.session();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            String id = permission(session, "x".repeat(200));
            api.resolve(id, "{\"behavior\":\"allow\",\"message\":\"" + "m".repeat(3_000) + "\"}");
            ids.add(id);
        }

        Answer export = api.get("/v1/export?format=jsonl&status=resolved&sessionId=" + session);

        assertThat(export.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(export.header("Content-Disposition"))
                .matches("attachment; filename=\"holdpoint-\\d{8}T\\d{6}Z\\.jsonl\"");
        assertThat(export.header("Cache-Control")).isEqualTo("no-cache");
        List<String> lines = export.text().lines().toList();
        assertThat(lines).hasSize(60);
        assertThat(export.text()).endsWith("\n");
        for (int i = 0; i < 60; i++) {
            assertThat(Api.tree(lines.get(i)))
                    .isEqualTo(api.get("/v1/interactions/" + ids.get(i)).body());
        }
    }

    @Test
    void anExportAsCsvHasNamesAndARowForEachInteraction() {
        String session = Api.session();
        String id = permission(session, "=cmd|' /C calc'!A0");
        JsonNode settled = api.resolve(id, "{\"behavior\":\"deny\",\"message\":\"no, \\\"never\\\"\"}")
                .body();

        Answer export = api.get("/v1/export?format=csv&order=decided&sessionId=" + session);

        assertThat(export.header("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(export.header("Content-Disposition")).endsWith(".csv\"");
        assertThat(export.text())
                .isEqualTo(
                        "id,type,sessionId,title,status,outcome,origin,requestedAt,requestedBy,decidedAt,decidedBy,"
                                + "expiresAt,reason,response,data,metadata\r\n"
                                + id + ",permission," + session + ",'=cmd|' /C calc'!A0,resolved,denied,responder,"
                                + settled.path("requestedAt").asText() + ",,"
                                + settled.path("decidedAt").asText() + ",,"
                                + settled.path("expiresAt").asText()
                                + ",,\"{\"\"behavior\"\":\"\"deny\"\",\"\"message\"\":\"\"no, \\\"\"never\\\"\"\"\"}\",{},{}\r\n");
    }

    @Test
    void anExportOfNothingIsAFileWithNothingInIt() {
        String nothing = "&sessionId=" + Api.session();

        assertThat(api.get("/v1/export?format=jsonl" + nothing).text()).isEmpty();
        assertThat(api.get("/v1/export?format=csv" + nothing).text().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "format=xml",
                "format=csv&limit=5",
                "format=csv&cursor=x",
                "format=csv&outcome=gone",
                "format=csv&q=",
                "format=csv&decidedBy=",
                "format=csv&decidedFrom=today"
            })
    void whatIsNoneIsRefused(String query) {
        Answer refused = api.get("/v1/export?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.slug()).isEqualTo("invalid-request");
        assertThat(refused.header("Content-Disposition")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csv|text/csv|200",
                "csv|text/html, */*;q=0.8|200",
                "csv|application/json|406",
                "jsonl|application/x-ndjson|200",
                "jsonl|application/x-ndjson;q=0|406",
                "jsonl|text/csv|406"
            })
    void anExportIsGivenToWhoAcceptsIt(String format, String accepted, int status) {
        Answer answer = api.get("/v1/export?format=" + format + "&sessionId=" + Api.session(), "Accept", accepted);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void exportsAreMeasuredAsWhatTheyAre() {
        api.get("/v1/export?format=csv&sessionId=" + Api.session());

        assertThat(api.get("/q/metrics").text())
                .contains("http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"/v1/export\"");
    }

    private String permission(String session, String title) {
        return api.post(
                        "/v1/interactions",
                        "{\"type\":\"permission\",\"sessionId\":\"" + session + "\",\"title\":\"" + title + "\"}")
                .id();
    }

    private List<String> listed(String session, String query) {
        String encoded = URLEncoder.encode(session, StandardCharsets.UTF_8);
        var ids = new ArrayList<String>();
        api.get("/v1/interactions?sessionId=" + encoded + "&" + query)
                .body()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
