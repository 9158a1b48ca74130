package dev.holdpoint.access;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.OpenIdProvider;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every endpoint, called by every kind of caller: who is told what, as one table. An endpoint that is not in it fails. */
@QuarkusTest
abstract class MatrixTest {

    private static final String SESSION = "ci-1";

    /** Who calls; the interaction that they call about was asked by {@link #ASKER}, in {@value #SESSION}. */
    enum Who {
        ASKER,
        OTHER_ASKER,
        SESSION_ASKER,
        DECIDER,
        READER,
        MANAGER,
        STRANGER,
        NOBODY;

        String status(String row) {
            return row.split(" ", -1)[List.of(values()).indexOf(this)];
        }
    }

    /** Credentials that are none, whatever else the request is. */
    enum Wrong {
        EXPIRED,
        REVOKED,
        NEVER_MADE,
        MISSPELT,
        OF_ANOTHER_SCHEME,
        EMPTY,
        UNSIGNED_JWT,
        SIGNED_BY_A_PASSWORD,
        OF_AN_UNKNOWN_ISSUER,
        OF_THE_PROVIDER_FOR_OTHERS,
        OF_THE_PROVIDER_FOR_NOBODY,
        OF_THE_PROVIDER_BY_ANOTHERS_KEY,
        OF_THE_PROVIDER_BY_ITS_PUBLIC_KEY,
        OF_THE_PROVIDER_UNSIGNED,
        OF_THE_PROVIDER_CHANGED,
        OF_THE_PROVIDER_EXPIRED,
        OF_THE_PROVIDER_FOR_EVER,
        OF_THE_PROVIDER_TOO_EARLY,
        OF_THE_PROVIDER_WITHOUT_SUBJECT,
        OF_THE_PROVIDER_OF_ANOTHER_TYPE;

        boolean isOfProvider() {
            return compareTo(OF_AN_UNKNOWN_ISSUER) >= 0;
        }
    }

    /** Statuses in the order of {@link Who}, but for nobody, who has a row of their own in each mode. */
    private static final Map<String, String> TABLE = Map.ofEntries(
            entry("post /v1/interactions", "201 201 201 403 403 403 201"),
            entry("get /v1/interactions", "200 200 200 200 200 200 200"),
            entry("get /v1/export", "200 200 200 200 200 200 200"),
            entry("get /v1/interactions/{id}", "200 404 200 200 200 200 404"),
            entry("post /v1/interactions/{id}/resolve", "403 404 403 200 403 403 404"),
            entry("post /v1/interactions/{id}/reject", "403 404 403 200 403 403 404"),
            entry("post /v1/interactions/{id}/cancel", "200 404 200 403 403 200 404"),
            entry("post /v1/agents/{agent}/hook", "200 200 200 403 403 403 200"),
            entry("delete /v1/sessions/{sessionId}", "403 403 403 403 403 200 200"),
            entry("get /v1/events", "200 200 200 200 200 200 200"),
            entry("get /v1/statistics", "403 403 403 200 200 200 200"),
            entry("get /v1/statistics/timeline", "403 403 403 200 200 200 200"),
            entry("post /v1/tokens", "201 201 201 403 403 201 201"),
            entry("get /v1/tokens", "200 200 200 200 200 200 200"),
            entry("delete /v1/tokens/{id}", "404 404 404 404 404 204 404"),
            entry("post /v1/sign-in-links", "403 403 403 403 403 201 201"),
            entry("post /v1/sign-in", "401 401 401 401 401 401 401"),
            entry("post /v1/sign-out", "204 204 204 204 204 204 204"),
            entry("get /v1/sign-in/{provider}", "404 404 404 404 404 404 404"),
            entry("get /v1/sign-in/{provider}/callback", "404 404 404 404 404 404 404"),
            entry("get /v1/me", "200 200 200 200 200 200 200"));

    /** The free paths: nobody looks at what is shown there. */
    private static final List<String> FREE = List.of(
            "post /v1/sign-in",
            "post /v1/sign-out",
            "get /v1/sign-in/{provider}",
            "get /v1/sign-in/{provider}/callback");

    @TestHTTPResource
    URI base;

    @Inject
    Issuing issuing;

    @Inject
    Tokens tokens;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Call manager = new Call(managerOf(Tenant.DEFAULT), null);
    private Api api;

    @ConfigProperty(name = "test.provider.port")
    int port;

    private OpenIdProvider provider;

    @BeforeEach
    void makeApi() {
        api = new Api(base);
        provider = new OpenIdProvider(port, WrongTokens.KEY);
    }

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    /** What each mode has beside its own: a provider whose tokens are taken. */
    static Map<String, String> with(Map<String, String> configured) {
        int port = OpenIdProvider.freePort();
        var all = new HashMap<>(configured);
        all.put("test.provider.port", Integer.toString(port));
        all.put("holdpoint.access.providers.acme.issuer", "http://localhost:" + port + "/acme");
        all.put("holdpoint.access.providers.acme.audience", OpenIdProvider.AUDIENCE);
        return all;
    }

    private String issuer() {
        return "http://localhost:" + port + "/acme";
    }

    @Test
    void aTokenOfTheProviderIsTakenWhereNothingIsWrongWithIt() {
        Answer me = api.get("/v1/me", bearer(WrongTokens.good(issuer())));

        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.body().path("permissions")).hasSize(4);
    }

    /** What nobody known is answered; where nothing is said, 401. */
    abstract Map<String, String> nobody();

    private String nobodyAt(String endpoint) {
        return nobody().getOrDefault(endpoint, endpoint.contains("{provider}") ? "404" : "401");
    }

    @Test
    void everyEndpointIsInTheTable() {
        var described = new TreeSet<String>();
        Api.tree(api.get("/q/openapi?format=json").text())
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (!name.equals("parameters")) {
                        described.add(name + " " + path.getKey());
                    }
                }));
        assertThat(new TreeSet<>(TABLE.keySet())).isEqualTo(described);
    }

    @ParameterizedTest
    @EnumSource
    void everybodyIsAnsweredAsTheTableSays(Who who) throws IOException, InterruptedException {
        for (String endpoint : TABLE.keySet()) {
            String expected = who == Who.NOBODY ? nobodyAt(endpoint) : who.status(TABLE.get(endpoint));
            String asked = ask(Who.ASKER);

            int status =
                    send(endpoint, asked, who == Who.NOBODY ? null : token(who)).statusCode();

            assertThat(Integer.toString(status)).as("%s by %s", endpoint, who).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoCredentialIsNeverTakenForNone(Wrong wrong) throws IOException, InterruptedException {
        var endpoints = new TreeSet<>(TABLE.keySet());
        if (wrong.isOfProvider()) {
            endpoints.removeAll(FREE); // too many links that are none, else
        }
        for (String endpoint : endpoints) {
            HttpResponse<InputStream> answer = send(endpoint, ask(Who.ASKER), wrong(wrong));

            if (FREE.contains(endpoint)) {
                assertThat(answer.statusCode())
                        .as("%s with %s", endpoint, wrong)
                        .isNotEqualTo(403);
            } else {
                assertThat(answer.statusCode())
                        .as("%s with %s", endpoint, wrong)
                        .isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                        .as("%s with %s", endpoint, wrong)
                        .startsWith("Bearer realm=\"holdpoint\", error=\"invalid_token\"");
            }
        }
    }

    /** What a caller does not see is told as what never was. */
    @ParameterizedTest
    @EnumSource(names = {"OTHER_ASKER", "STRANGER"})
    void whatIsNotSeenIsToldAsWhatNeverWas(Who who) throws IOException, InterruptedException {
        for (String endpoint : List.of(
                "get /v1/interactions/{id}",
                "post /v1/interactions/{id}/resolve",
                "post /v1/interactions/{id}/reject",
                "post /v1/interactions/{id}/cancel")) {
            String there = ask(Who.ASKER);
            String never = UUID.randomUUID().toString();
            String token = token(who);

            assertThat(said(send(endpoint, there, token), there))
                    .as("%s by %s", endpoint, who)
                    .isEqualTo(said(send(endpoint, never, token), never));
        }
    }

    /** All of an answer but its date, its id replaced. */
    private static String said(HttpResponse<InputStream> answer, String id) throws IOException {
        return answer.statusCode() + " " + answer.headers().map()
                + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8).replace(id, "ID");
    }

    @Test
    void whoIsNotOfATenantCountsNothingOfIt() {
        ask(Who.ASKER);
        Answer counted = api.get("/v1/statistics", bearer(token(Who.STRANGER, "of-nobody")));

        assertThat(counted.body().path("pending").asInt()).isZero();
        assertThat(counted.body().path("sessions").asInt()).isZero();
        assertThat(counted.body().path("types").properties()).isEmpty();
    }

    HttpResponse<InputStream> send(String endpoint, String asked, String shown)
            throws IOException, InterruptedException {
        String[] parts = endpoint.split(" ", -1);
        String path = parts[1].replace("{sessionId}", SESSION)
                .replace("{provider}", "acme")
                .replace("{agent}", "claude-code")
                .replace("{id}", parts[1].startsWith("/v1/tokens") ? anyToken() : asked);
        var request = HttpRequest.newBuilder(base.resolve(path + (path.equals("/v1/export") ? "?format=csv" : "")))
                .method(parts[0].toUpperCase(Locale.ROOT), BodyPublishers.ofString(body(parts[1])));
        if (parts[0].equals("post")) {
            request.header("Content-Type", "application/json");
        }
        if (shown != null) {
            request.header("Authorization", shown.contains(" ") ? shown : "Bearer " + shown);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String body(String path) {
        return switch (path) {
            case "/v1/interactions" -> "{\"type\":\"question\",\"sessionId\":\"" + SESSION + "\"}";
            case "/v1/interactions/{id}/resolve" -> "{\"response\":1}";
            case "/v1/agents/{agent}/hook" -> "{\"hook_event_name\":\"Stop\"}";
            case "/v1/tokens" -> "{\"name\":\"child\",\"permissions\":[\"ask\"]}";
            case "/v1/sign-in-links" -> "{\"name\":\"Anna\",\"permissions\":[\"decide\"]}";
            case "/v1/sign-in" -> "{\"secret\":\"none\"}";
            default -> "{}";
        };
    }

    String ask(Who who) {
        Answer asked = api.post("/v1/interactions", body("/v1/interactions"), bearer(token(who)));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        return asked.id();
    }

    private String anyToken() {
        return made(manager, new TokenRequest("any", Set.of(Permission.READ), null, null, null, null))
                .credential()
                .id();
    }

    private final Map<String, String> made = new HashMap<>();

    /** A token of that kind; the same one each time, so that it is of one family. */
    String token(Who who) {
        return token(who, "default");
    }

    private String token(Who who, String name) {
        return made.computeIfAbsent(who + name, ignored -> {
            Set<Permission> permissions = switch (who) {
                case ASKER, OTHER_ASKER, SESSION_ASKER -> Set.of(Permission.ASK);
                case DECIDER -> Set.of(Permission.DECIDE);
                case READER -> Set.of(Permission.READ);
                case MANAGER -> Set.of(Permission.MANAGE);
                case STRANGER -> Set.of(Permission.values());
                case NOBODY -> throw new IllegalArgumentException("nobody holds no token");
            };
            var sessions = who == Who.SESSION_ASKER ? Set.of(new SessionPattern("ci-*")) : null;
            Call by = who == Who.STRANGER
                    ? new Call(managerOf(new Tenant(name.equals("default") ? "elsewhere" : name)), null)
                    : manager;
            return made(by, new TokenRequest(who.name(), permissions, sessions, null, null, null))
                    .secret();
        });
    }

    private String wrong(Wrong wrong) {
        String good = token(Who.MANAGER);
        return switch (wrong) {
            case EXPIRED -> Expired.token(tokens);
            case REVOKED -> {
                Issued.Token token =
                        made(manager, new TokenRequest("r", Set.of(Permission.MANAGE), null, null, null, null));
                issuing.revoke(manager, token.credential().id()).await().indefinitely();
                yield token.secret();
            }
            case NEVER_MADE -> Secret.make(Secret.Kind.DECIDER).text();
            case MISSPELT -> good.substring(0, good.length() - 1) + (good.endsWith("a") ? "b" : "a");
            case OF_ANOTHER_SCHEME -> "Basic YW5uYTphbm5h";
            case EMPTY -> "Bearer ";
            case UNSIGNED_JWT -> "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIiwic2NvcGUiOiJob2xkcG9pbnQ6ZGVjaWRlIn0.";
            case SIGNED_BY_A_PASSWORD ->
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.H2QuSHtB9XwmR3p0nYcIWzTZJHzwPPQ2yZqM1RZ3p7U";
            default -> "Bearer " + WrongTokens.of(wrong, issuer());
        };
    }

    private Issued.Token made(Call by, TokenRequest wanted) {
        return (Issued.Token) issuing.make(by, wanted).await().indefinitely();
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static Caller managerOf(Tenant tenant) {
        return new Caller(tenant, null, null, new Grant(Set.of(Permission.MANAGE), Limits.NONE, false));
    }
}
