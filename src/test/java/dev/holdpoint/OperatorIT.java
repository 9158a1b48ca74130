package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of whoever runs the packaged service, while it runs and while it does not. */
class OperatorIT {

    @TempDir
    Path temporary;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void kill() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aTokenMadeWhileTheServerRunsIsGoodAtOnceAndRevokedAtOnce() throws Exception {
        Service service = service();
        String token = run("token", "create", "ci", "--permission", "ask,decide")
                .output
                .strip();
        String[] by = {"Authorization", "Bearer " + token};
        assertThat(service.api().get("/v1/me", by).status()).isEqualTo(200);
        String asked = service.api()
                .post("/v1/interactions", "{\"type\":\"question\",\"sessionId\":\"s\"}", by)
                .id();
        CompletableFuture<Api.Answer> wait = service.api().getLater("/v1/interactions/" + asked + "?wait=60", by);
        try (var stream = new EventReader(service.base(), "", by)) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            String id = service.api()
                    .get("/v1/me", by)
                    .body()
                    .path("caller")
                    .path("id")
                    .asText();

            Run revoked = run("token", "revoke", id.replace("token:", ""));

            assertThat(revoked.output).contains("revoked ", "'ci'");
            assertThat(wait.get(5, TimeUnit.SECONDS).status()).isEqualTo(401);
            Awaitility.await().atMost(5, TimeUnit.SECONDS).until(stream::isEnded);
            assertThat(service.api().get("/v1/me", by).status()).isEqualTo(401);
            assertThat(run("token", "list").output).doesNotContain(" ci ");
        }
    }

    @Test
    void aTokenMadeWhileNoServerRunsIsGoodAfterTheStart() throws Exception {
        Run made = run("token", "create", "ci", "--permission", "read", "--tenant", "acme");
        assertThat(made.errors).contains("this made one");
        Service service = service();
        Api.Answer me = service.api().get("/v1/me", "Authorization", "Bearer " + made.output.strip());
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().path("tenant").asText()).isEqualTo("acme");
    }

    @Test
    void theLinkOfARunningServerSignsInAtItsAddress() throws Exception {
        Service service = service();
        String link = run("sign-in-link").output.strip();
        assertThat(link).startsWith(service.base() + "/#sign-in=");
        String secret = "{\"secret\":\"" + URI.create(link).getFragment().replace("sign-in=", "") + "\"}";
        Api.Answer signedIn = service.api().post("/v1/sign-in", secret);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.body().path("caller").path("id").asText()).isEqualTo("person:local");
        assertThat(service.api().post("/v1/sign-in", secret).status()).isEqualTo(401);
    }

    @Test
    void aServerThatWasKilledIsInNobodysWay() throws Exception {
        service().kill();
        assertThat(folder().resolve("admin.sock")).exists();
        assertThat(run("sign-in-link").errors).contains("no server runs here");
        Service again = service();
        assertThat(run("sign-in-link").output).startsWith(again.base() + "/#");
    }

    /** Whoever has the folder first, the other waits. */
    @Test
    void aCommandWhileTheServerStartsKeepsNobodyFromStarting() throws Exception {
        int port = freePort();
        run("token", "create", "first", "--permission", "ask");
        Process process = Service.start(folder(), port);
        started.add(process);
        var made = new ArrayList<Run>();
        var api = new Api(URI.create("http://localhost:" + port));
        Awaitility.await().atMost(60, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
            made.add(run("token", "create", "x", "--permission", "read"));
            assertThat(process.isAlive()).isTrue();
            return api.get("/q/health/ready").status() == 200;
        });
        assertThat(made).isNotEmpty().allSatisfy(run -> {
            assertThat(run.exit).as(run.errors).isZero();
            assertThat(api.get("/v1/me", "Authorization", "Bearer " + run.output.strip())
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void aSecondServerIsKeptOffAndCommandsReachTheFirst() throws Exception {
        Service first = service();
        Process second = Service.start(folder(), freePort());
        started.add(second);
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isNotZero();
        assertThat(run("sign-in-link").output).startsWith(first.base() + "/#");
    }

    @Test
    void aStoreInMemoryIsReachedThroughItsServer() throws Exception {
        Service service = service("-Dholdpoint.store=memory");
        Run made = run("token", "create", "ci", "--permission", "read");
        assertThat(service.api()
                        .get("/v1/me", "Authorization", "Bearer " + made.output.strip())
                        .status())
                .isEqualTo(200);
        service.kill();
        Run down = command(List.of("-Dholdpoint.store=memory"), "token", "list");
        assertThat(down.exit).isEqualTo(1);
        assertThat(down.errors).contains("the store 'memory' is reached through it alone");
    }

    @Test
    void aServerThatStopsTakesItsSocketAway() throws Exception {
        Service service = service();
        service.process().destroy();
        assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder().resolve("admin.sock")).doesNotExist();
    }

    @Test
    void anIdThatIsNoneFailsInALine() throws Exception {
        Service service = service();
        Run run = command(List.of(), "token", "revoke", "nobody");
        assertThat(run.exit).isEqualTo(1);
        assertThat(run.output).isEmpty();
        assertThat(run.errors.strip())
                .isEqualTo("holdpoint: there is no token 'nobody' in the tenant 'default', or not any more");
        assertThat(service.process().isAlive()).isTrue();
    }

    private record Run(int exit, String output, String errors) {}

    /** Runs a command that succeeds. */
    private Run run(String... words) throws Exception {
        Run run = command(List.of(), words);
        assertThat(run.exit).as(run.errors).isZero();
        return run;
    }

    private Run command(List<String> options, String... words) throws Exception {
        var command = new ArrayList<>(Service.command(folder(), 0, words[0], options.toArray(String[]::new)));
        command.addAll(List.of(words).subList(1, words.length));
        Process process = new ProcessBuilder(command).start();
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
        String output = read(process.getInputStream());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output, errors.get(10, TimeUnit.SECONDS));
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Service service(String... options) throws IOException {
        var service = new Service(folder(), options);
        started.add(service.process());
        return service;
    }

    private Path folder() {
        return temporary.resolve("data");
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
