package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Keycloak as a process of its own, which has the realm of {@code keycloak/realm.json} and forgets all when it ends.
 * The profile {@code keycloak} unpacks it.
 */
public final class Keycloak implements AutoCloseable {

    /** The password of everybody in the realm. */
    public static final String PASSWORD = "a password of tests";

    /** What the client {@code holdpoint-page} shows. */
    public static final String PAGE_SECRET = "what only the page knows";

    private static final String BOT_SECRET = "what only bots know";
    private static final String REALM = "acme";
    private static final Duration STARTED = Duration.ofMinutes(4);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final Process process;

    /**
     * Starts it, and returns when it answers.
     *
     * @param service the address that people come back to when they signed in
     */
    public Keycloak(int port, URI service) {
        base = address(port);
        Path home = Path.of(Objects.requireNonNull(
                System.getProperty("keycloak.home"), "the Maven profile 'keycloak' says where one is"));
        Path log = home.resolveSibling("keycloak.log");
        try {
            layRealm(home);
            process = start(home, log, port, service);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        Awaitility.await("Keycloak answers; " + log)
                .atMost(STARTED)
                .pollInterval(Duration.ofMillis(500))
                .failFast("Keycloak ended; " + log, () -> !process.isAlive())
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> send(HttpRequest.newBuilder(at("/realms/acme/.well-known/openid-configuration")))
                                .statusCode()
                        == 200);
    }

    /** The issuer of the realm of one at this port. */
    public static String issuer(int port) {
        return address(port).resolve("/realms/" + REALM).toString();
    }

    private static URI address(int port) {
        return URI.create("http://localhost:" + port);
    }

    private URI at(String path) {
        return base.resolve(path);
    }

    private static void layRealm(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("data").resolve("import"));
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/realm.json")) {
            Files.copy(realm, folder.resolve(REALM + "-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Process start(Path home, Path log, int port, URI service) throws IOException {
        var start = new ProcessBuilder(
                home.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + address(port));
        start.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        PASSWORD,
                        "HOLDPOINT_URL",
                        service.toString(),
                        "HOLDPOINT_PAGE_SECRET",
                        PAGE_SECRET,
                        "BOT_SECRET",
                        BOT_SECRET,
                        "PASSWORD",
                        PASSWORD));
        return start.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** The access token of a client that is a service. */
    public String tokenOf(String service) {
        return token(
                REALM, Map.of("grant_type", "client_credentials", "client_id", service, "client_secret", BOT_SECRET));
    }

    /** From now on it signs with a key that it did not have; those from before stay good. */
    public void useNewKey() {
        String admin = token(
                "master",
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", PASSWORD));
        String key = """
                {"name": "%s", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                 "config": {"priority": ["200"], "algorithm": ["RS256"]}}
                """.formatted(UUID.randomUUID());
        HttpResponse<String> made = send(HttpRequest.newBuilder(at("/admin/realms/" + REALM + "/components"))
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(key)));
        check(made, 201);
    }

    private String token(String realm, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(at("/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
        check(answer, 200);
        JsonNode token = Api.tree(answer.body()).path("access_token");
        return token.asText();
    }

    private static void check(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer + ": " + answer.body());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Nothing of it is kept, so it needs no time to end. */
    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList().stream()
                .forEach(ProcessHandle::destroyForcibly);
    }
}
