package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.LogLines;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens, links and sessions over HTTP, where access is required; what ends with them, and how much one caller may. */
@QuarkusTest
@TestProfile(CallersHttpTest.Configured.class)
class CallersHttpTest {

    private static final String ASK = "{\"type\":\"question\",\"sessionId\":\"s\"}";
    private static final String PERMISSION = "{\"type\":\"permission\",\"sessionId\":\"s\"%s}";

    @TestHTTPResource
    URI base;

    @Inject
    Issuing issuing;

    @Inject
    SigningIn signingIn;

    @ConfigProperty(name = "holdpoint.data-dir")
    Path folder;

    private final LogLines audit = new LogLines("dev.holdpoint.audit");
    private Api api;
    private String[] manager;

    /** With limits that are soon reached. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "holdpoint.access.mode", "required",
                    "holdpoint.limits.writes-per-minute", "40",
                    "holdpoint.limits.waits", "2",
                    "holdpoint.limits.streams", "2");
        }
    }

    @BeforeEach
    void manage() {
        api = new Api(base);
        var first = new Caller(Tenant.DEFAULT, null, null, new Grant(Set.of(Permission.MANAGE), Limits.NONE, false));
        manager = bearer(((Issued.Token) issuing.make(
                                new Call(first, null),
                                new TokenRequest("manager", Set.of(Permission.MANAGE), null, null, null, null))
                        .await()
                        .indefinitely())
                .secret());
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void aTokenIsToldOnceAndItsRecordAfterwards() {
        Answer made = api.post(
                "/v1/tokens",
                "{\"name\":\"bot\",\"permissions\":[\"ask\"],\"sessions\":[\"ci-*\"],\"types\":[\"question\"],"
                        + "\"expiresIn\":\"P7D\",\"person\":{\"name\":\"Bob\"}}",
                manager);

        String token = made.body().path("token").asText();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/v1/tokens/" + made.id());
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(made.body().path("ending").asText()).isEqualTo(token.substring(token.length() - 4));
        JsonNode listed = listed(made.id());
        assertThat(listed.has("token")).isFalse();
        assertThat(listed.path("sessions").toString()).isEqualTo("[\"ci-*\"]");
        assertThat(listed.path("person").toString()).isEqualTo("{\"name\":\"Bob\"}");
        assertThat(listed.path("types").toString()).isEqualTo("[\"question\"]");
        assertThat(listed.path("parent").isNull()).isTrue();
        JsonNode me = api.get("/v1/me", bearer(token)).body();
        assertThat(me.path("caller").toString())
                .isEqualTo("{\"id\":\"person:Bob\",\"kind\":\"person\",\"name\":\"Bob\"}");
        assertThat(me.path("via").asText()).isEqualTo("token");
        assertThat(me.path("access").asText()).isEqualTo("required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /name",
                "{\"name\":\"\",\"permissions\":[\"ask\"]} | /name",
                "{\"name\":\"x\"} | /permissions",
                "{\"name\":\"x\",\"permissions\":[]} | /permissions",
                "{\"name\":\"x\",\"permissions\":\"ask\"} | /permissions",
                "{\"name\":\"x\",\"permissions\":[\"ask\",\"fly\"]} | /permissions/1",
                "{\"name\":\"x\",\"permissions\":[\"ask\"],\"sessions\":[\"*\"]} | /sessions/0",
                "{\"name\":\"x\",\"permissions\":[\"ask\"],\"sessions\":[]} | /sessions",
                "{\"name\":\"x\",\"permissions\":[\"ask\"],\"types\":[\"*\"]} | /types/0",
                "{\"name\":\"x\",\"permissions\":[\"ask\"],\"expiresIn\":\"PT1S\"} | /expiresIn",
                "{\"name\":\"x\",\"permissions\":[\"ask\"],\"expiresIn\":\"P367D\"} | /expiresIn",
                "{\"name\":\"x\",\"permissions\":[\"ask\"],\"person\":{}} | /person/name",
                "{\"name\":\"x\",\"permissions\":[\"ask\"],\"admin\":true} | /admin"
            })
    void whatIsNoTokenIsRefusedWithItsPlace(String body, String pointer) {
        Answer refused = api.post("/v1/tokens", body, manager);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.body().path("errors").get(0).path("pointer").asText())
                .isEqualTo(pointer);
    }

    @Test
    void aNarrowerTokenIsMadeOfOneAndAWiderIsNot() {
        String[] parent = token("ask");

        Answer child = api.post("/v1/tokens", "{\"name\":\"child\",\"sessions\":[\"s\"]}", parent);
        assertThat(child.status()).isEqualTo(201);
        Answer wider = api.post("/v1/tokens", "{\"name\":\"child\",\"permissions\":[\"ask\",\"decide\"]}", parent);
        assertThat(wider.status()).isEqualTo(403);
        assertThat(wider.slug()).isEqualTo("forbidden");
        assertThat(wider.body().path("errors").get(0).path("pointer").asText()).isEqualTo("/permissions");
        assertThat(api.delete("/v1/tokens/" + listed("ask").path("id").asText(), manager)
                        .status())
                .isEqualTo(204);
        assertThat(api.get("/v1/me", bearer(child.body().path("token").asText()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatIsRevokedEndsItsWaitsAndItsStreams() throws IOException, InterruptedException {
        String[] asker = token("ask");
        String id = api.post("/v1/interactions", ASK, asker).id();
        CompletableFuture<Answer> waiting = api.getLater("/v1/interactions/" + id + "?wait=60", asker);
        CompletableFuture<Answer> asking = api.postLater("/v1/interactions?wait=60", ASK, asker);
        try (var tab = new EventReader(base, "", asker)) {
            Awaitility.await().until(() -> !tab.alive().isEmpty());
            Awaitility.await()
                    .until(() -> api.get("/v1/statistics", manager)
                                    .body()
                                    .path("waiters")
                                    .asInt()
                            >= 2);

            // When
            api.delete("/v1/tokens/" + listed("ask").path("id").asText(), manager);

            // Then
            assertThat(waiting.join().status()).isEqualTo(401);
            assertThat(waiting.join().header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(asking.join().status()).isEqualTo(401);
            Awaitility.await().until(tab::isEnded);
            assertThat(api.get("/v1/events", asker).status()).isEqualTo(401);
        }
    }

    @Test
    void aLinkSignsInOnceAndTheSessionSignsOut() {
        Answer link = api.post("/v1/sign-in-links", "{\"name\":\"Anna\",\"permissions\":[\"decide\"]}", manager);
        String url = link.body().path("url").asText();
        assertThat(url).startsWith(base.toString().replaceAll("/$", "") + "/#sign-in=hpl_");
        String secret = "{\"secret\":\"" + url.substring(url.indexOf('=') + 1) + "\"}";

        // When
        Answer signedIn = api.post("/v1/sign-in", secret);

        // Then
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.header("Set-Cookie")).isEmpty();
        assertThat(signedIn.body().path("via").asText()).isEqualTo("link");
        assertThat(signedIn.body().path("caller").path("id").asText()).isEqualTo("person:Anna");
        Answer again = api.post("/v1/sign-in", secret);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.slug()).isEqualTo("unauthenticated");
        String[] session = bearer(signedIn.body().path("token").asText());
        assertThat(api.get("/v1/me", session).status()).isEqualTo(200);
        assertThat(api.post("/v1/sign-out", "{}", session).status()).isEqualTo(204);
        assertThat(api.get("/v1/me", session).status()).isEqualTo(401);
        assertThat(api.post("/v1/sign-out", "{}", session).status()).isEqualTo(204);
    }

    @Test
    void ofTwoPeopleWhoDecideAtOnceTheRightOneIsNamed() {
        for (int round = 0; round < 5; round++) {
            String id = api.post("/v1/interactions", ASK, token("ask")).id();
            var answers = new ArrayList<CompletableFuture<Answer>>();
            for (String name : List.of("Anna", "Bob", "Eve")) {
                String[] person = person(name);
                answers.add(api.postLater(
                        "/v1/interactions/" + id + "/resolve", "{\"response\":\"" + name + "\"}", person));
            }
            List<Answer> told = answers.stream().map(CompletableFuture::join).toList();

            Answer winner = told.stream()
                    .filter(answer -> answer.status() == 200)
                    .findFirst()
                    .orElseThrow();
            String by = winner.body().path("decidedBy").path("name").asText();
            assertThat(winner.body().path("response").asText()).isEqualTo(by);
            assertThat(told.stream().filter(answer -> answer.status() == 409))
                    .hasSize(2)
                    .allSatisfy(lost -> assertThat(lost.body()
                                    .path("interaction")
                                    .path("decidedBy")
                                    .path("name")
                                    .asText())
                            .isEqualTo(by));
        }
    }

    /** Where access is required, permissions and plans are not decided by whoever asked. */
    @Test
    void whoeverAskedDoesNotDecide() {
        String[] both = token("ask", "decide");
        Answer asked = api.post("/v1/interactions", PERMISSION.formatted(""), both);
        assertThat(asked.body().path("separate").asBoolean()).isTrue();

        Answer own = api.resolve(asked.id(), "{\"behavior\":\"allow\"}", both);
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.slug()).isEqualTo("own-request");
        assertThat(api.resolve(asked.id(), "{\"behavior\":\"allow\"}", token("decide"))
                        .status())
                .isEqualTo(200);
        Answer waived = api.post("/v1/interactions", PERMISSION.formatted(",\"separate\":false"), both);
        assertThat(waived.status()).isEqualTo(403);
        assertThat(waived.body().path("errors").get(0).path("pointer").asText()).isEqualTo("/separate");
        Answer silent = api.post(
                "/v1/interactions", PERMISSION.formatted(",\"onExpiry\":{\"resolve\":{\"behavior\":\"allow\"}}"), both);
        assertThat(silent.slug()).isEqualTo("own-request");
        assertThat(silent.body().path("errors").get(0).path("pointer").asText()).isEqualTo("/onExpiry/resolve");
        assertThat(audit.seen()).anyMatch(line -> line.contains("reason=\"own-request\""));
    }

    @Test
    void whoAsksTooMuchWaitsAWhile() {
        String[] busy = token("ask");
        Answer last = api.post("/v1/interactions", ASK, busy);
        for (int i = 0; i < 100 && last.status() == 201; i++) {
            last = api.post("/v1/interactions", ASK, busy);
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.slug()).isEqualTo("rate-limited");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        assertThat(api.post("/v1/interactions", ASK, token("ask")).status()).isEqualTo(201);
    }

    @Test
    void whoAwaitsTooMuchIsTurnedAway() {
        String[] asker = token("ask");
        String id = api.post("/v1/interactions", ASK, asker).id();
        String path = "/v1/interactions/" + id + "?wait=60";
        var first = api.getLater(path, asker);
        var second = api.getLater(path, asker);
        Awaitility.await()
                .until(() -> api.get("/v1/statistics", manager)
                                .body()
                                .path("waiters")
                                .asInt()
                        >= 2);

        Answer third = api.get(path, asker);
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.slug()).isEqualTo("rate-limited");
        assertThat(third.header("Retry-After")).isNotEmpty();
        api.post("/v1/interactions/" + id + "/cancel", "{}", asker);
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(200);
        assertThat(api.get(path, asker).status()).isEqualTo(200);
    }

    @Test
    void whoListensTooOftenIsToldToComeBackLater() throws IOException, InterruptedException {
        String[] reader = token("read");
        try (var first = new EventReader(base, "", reader);
                var second = new EventReader(base, "", reader)) {
            Awaitility.await()
                    .until(() -> !first.alive().isEmpty() && !second.alive().isEmpty());

            Answer third = api.get("/v1/events", reader);

            assertThat(third.status()).isEqualTo(200);
            assertThat(third.text()).isEqualTo("retry: 30000\n\n");
        }
        try (var again = new EventReader(base, "", reader)) {
            Awaitility.await().until(() -> !again.events().isEmpty() || again.isEnded());
        }
    }

    @Test
    void aStreamTellsWhatItsCallerSees() throws IOException, InterruptedException {
        String[] asker = token("ask");
        try (var tab = new EventReader(base, "", asker)) {
            Awaitility.await().until(() -> !tab.alive().isEmpty());
            api.post("/v1/interactions", ASK, token("ask"));
            String own = api.post("/v1/interactions", ASK, asker).id();

            Awaitility.await().until(() -> tab.events().size() == 2);
            assertThat(tab.events().get(1).data().path("id").asText()).isEqualTo(own);
            assertThat(tab.events().get(0).data().path("pending")).isEmpty();
        }
    }

    @Test
    void whatIsToldToSomebodyKnownIsKeptByNoCache() {
        Answer list = api.get("/v1/interactions", manager);

        assertThat(list.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(list.header("Vary")).isEqualTo("Authorization, Cookie");
    }

    /** All that the store keeps, by where. */
    Map<String, String> kept() throws Exception {
        var all = new HashMap<String, String>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }

    @Test
    void noSecretIsKeptAndNoneIsLogged() throws Exception {
        Answer made = api.post("/v1/tokens", "{\"name\":\"kept\",\"permissions\":[\"ask\"]}", manager);
        String token = made.body().path("token").asText();
        String link = signingIn.inviteLocal().await().indefinitely().secret();
        api.get("/v1/interactions", bearer(token + "x"));
        api.get("/v1/me", bearer(token));

        assertThat(kept()).isNotEmpty().allSatisfy((where, text) -> {
            assertThat(text.contains(token.substring(4, 34))).as(where).isFalse();
            assertThat(text.contains(link.substring(4, 34))).as(where).isFalse();
        });
        assertThat(audit.seen()).noneMatch(line -> line.contains(token.substring(4, 34)));
        assertThat(audit.seen()).anyMatch(line -> line.contains("event=\"token-made\" ") && line.contains(made.id()));
        assertThat(audit.fields())
                .anySatisfy(fields -> assertThat(fields)
                        .containsEntry("event", "refused")
                        .containsEntry("reason", "unauthenticated")
                        .containsEntry("status", "401")
                        .containsKey("address"));
    }

    @Test
    void whatIsRefusedIsCounted() {
        double before = refused("unauthenticated");
        api.get("/v1/me");
        Awaitility.await().until(() -> refused("unauthenticated") == before + 1);
        assertThat(refused("cross-site")).isZero();
    }

    private double refused(String reason) {
        return api.get("/q/metrics", manager)
                .text()
                .lines()
                .filter(line -> line.startsWith("holdpoint_refusals_total{reason=\"" + reason + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode listed(String idOrName) {
        for (JsonNode token : api.get("/v1/tokens", manager).body().path("items")) {
            if (token.path("id").asText().equals(idOrName)) {
                return token;
            }
        }
        var last = new ArrayList<JsonNode>();
        api.get("/v1/tokens", manager).body().path("items").forEach(token -> {
            if (token.path("name").asText().equals(idOrName)
                    && token.path("parent").isNull()) {
                last.add(token);
            }
        });
        return last.getLast();
    }

    private String[] token(String... permissions) {
        return bearer(api.post(
                        "/v1/tokens",
                        "{\"name\":\"" + permissions[0] + "\",\"permissions\":[\"" + String.join("\",\"", permissions)
                                + "\"]}",
                        manager)
                .body()
                .path("token")
                .asText());
    }

    private String[] person(String name) {
        return bearer(api.post(
                        "/v1/tokens",
                        "{\"name\":\"" + name + "\",\"permissions\":[\"decide\"],\"person\":{\"name\":\"" + name
                                + "\"}}",
                        manager)
                .body()
                .path("token")
                .asText());
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
