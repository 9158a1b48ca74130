package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Command;
import dev.holdpoint.testing.Command.Run;
import dev.holdpoint.testing.Command.Started;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command makes and checks backups of the packaged service, which runs, is asked, is killed, or is not there. */
class BackupIT {

    private static final int CALLERS = 8;
    private static final int LARGE = 40 << 20;

    @TempDir
    Path temporary;

    private final Map<String, String> variables = new HashMap<>();
    private final List<Service> services = new ArrayList<>();
    private final Map<String, JsonNode> acknowledged = new ConcurrentHashMap<>();
    private Command command;
    private Path data;
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        data = temporary.resolve("data");
        variables.put("HOLDPOINT_DATA_DIR", data.toString());
        command = new Command(Files.createDirectory(temporary.resolve("elsewhere")), variables);
        file = temporary.resolve("elsewhere/b.db");
    }

    @AfterEach
    void stop() throws Exception {
        command.close();
        for (Service service : services) {
            service.kill();
        }
    }

    /** A path is one of whoever says it, not of the server. */
    @Test
    void whatWasAcknowledgedBeforeIsInABackupThatIsMadeUnderLoad() throws Exception {
        Service service = service(data);
        List<Thread> callers = load(service);
        for (int round = 0; round < 3; round++) {
            Awaitility.await().until(() -> acknowledged.size() >= 50);
            Map<String, JsonNode> before = Map.copyOf(acknowledged);

            Run backup = command.run("backup", "b.db", "--force");

            assertThat(backup.exit()).as(backup.err()).isZero();
            assertThat(json(backup).path("file").asText()).isEqualTo(file.toString());
            assertThat(json(backup).path("interactions").asInt()).isGreaterThanOrEqualTo(before.size());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertSound();
            Path folder = temporary.resolve("restored-" + round);
            Files.createDirectory(folder);
            Files.copy(file, folder.resolve("holdpoint.db"));
            Service restored = service(folder);
            assertThat(before)
                    .allSatisfy((id, known) -> assertThat(
                                    restored.api().get("/v1/interactions/" + id).body())
                            .isEqualTo(known));
            assertThat(restored.api().ask().status()).isEqualTo(201);
            restored.kill();
        }
        service.kill();
        for (Thread caller : callers) {
            caller.join();
        }
    }

    @Test
    void aServerThatIsKilledMeanwhileLeavesNoHalfFileAndIsWhole() throws Exception {
        service(data).kill();
        enlarge();
        Service service = service(data);
        String asked = service.api().ask().id();
        Started backup = command.start("backup", "b.db");
        awaitPart();

        service.kill();

        Run ended = backup.end();
        assertThat(ended.exit()).isOne();
        assertThat(ended.err()).contains("it closed the connection").hasLineCount(1);
        assertThat(file).doesNotExist();
        Service again = service(data);
        assertThat(again.api().get("/v1/interactions/" + asked).status()).isEqualTo(200);
        assertThat(command.run("backup", "b.db").exit()).isZero();
        assertThat(parts()).isEmpty();
        assertSound();
    }

    @Test
    void aServerThatStopsMeanwhileTakesAwayWhatWasBegun() throws Exception {
        service(data).kill();
        enlarge();
        Service service = service(data);
        Started backup = command.start("backup", "b.db");
        awaitPart();

        service.process().destroy();

        assertThat(service.process().waitFor(15, TimeUnit.SECONDS)).isTrue();
        int exit = backup.end().exit();
        assertThat(parts()).isEmpty();
        if (Files.exists(file)) { // the last of it was written while the server heard that it is to stop
            assertSound();
        } else {
            assertThat(exit).isOne();
        }
    }

    @Test
    void aCommandThatIsStoppedOrKilledStopsTheBackupAndNothingElse() throws Exception {
        service(data).kill();
        enlarge();
        Service service = service(data);
        for (boolean isKilled : List.of(false, true)) {
            Started backup = command.start("backup", "b.db");
            awaitPart();

            end(backup.process(), isKilled);

            Awaitility.await().untilAsserted(() -> assertThat(parts()).isEmpty());
            assertThat(file).doesNotExist();
            assertThat(service.api().ask().status()).isEqualTo(201);
        }
    }

    @Test
    void withoutAServerItIsMadeByTheCommandAndStoppedWithIt() throws Exception {
        Service service = service(data);
        String asked = service.api().ask().id();
        service.kill();
        Run made = command.run("backup", "b.db");
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(json(made).path("interactions").asInt()).isOne();
        assertSound();
        Files.delete(file);

        enlarge();
        Started backup = command.start("backup", "b.db");
        awaitPart();
        end(backup.process(), false);
        assertThat(backup.end().exit()).isEqualTo(143);
        assertThat(parts()).isEmpty();
        Started killed = command.start("backup", "b.db");
        awaitPart();
        end(killed.process(), true);
        assertThat(file).doesNotExist();

        assertThat(service(data).api().get("/v1/interactions/" + asked).status())
                .isEqualTo(200);
    }

    @Test
    void aServerOfAnotherStoreSaysWhereBackupsAreMade() throws Exception {
        service(data, "-Dholdpoint.store=memory");
        Run refused = command.run("backup", "b.db");
        assertThat(refused.exit()).isOne();
        assertThat(refused.err())
                .contains("nothing is kept that could be backed up")
                .hasLineCount(1);
    }

    @Test
    void faultsAreFoundAndTheFileStaysAsItIs() throws Exception {
        Service service = service(data);
        service.api().ask();
        service.kill();
        assertThat(command.run("backup", "b.db").exit()).isZero();
        byte[] whole = Files.readAllBytes(file);
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(whole.length / 2);
            access.write(new byte[8_192]);
        }
        byte[] spoilt = Files.readAllBytes(file);

        Run check = command.run("check", "b.db");

        assertThat(check.exit()).isOne();
        assertThat(json(check).path("sound").asBoolean()).isFalse();
        assertThat(json(check).path("findings")).isNotEmpty();
        assertThat(file).hasBinaryContent(spoilt);
        assertThat(command.run("check", "none.db").exit()).isEqualTo(3);
        Files.write(file, whole);
        assertSound();
    }

    private List<Thread> load(Service service) {
        var callers = new ArrayList<Thread>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (service.process().isAlive()) {
                        Api.Answer asked = service.api().ask();
                        if (asked.status() == 201) {
                            Api.Answer settled = service.api().resolve(asked.id(), "true");
                            acknowledged.put(asked.id(), settled.body());
                        }
                    }
                } catch (CompletionException | IllegalStateException | java.io.UncheckedIOException killed) {
                    // it was killed
                }
            }));
        }
        return callers;
    }

    private void assertSound() {
        Run check = command.run("check", "b.db");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(check.err()).isEmpty();
    }

    private void awaitPart() {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> {
                    for (Path part : parts()) {
                        if (Files.size(part) > 0) {
                            return true;
                        }
                    }
                    return false;
                });
        assertThat(file).doesNotExist();
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.filter(one -> one.toString().endsWith(".part")).toList();
        }
    }

    private static void end(Process process, boolean isKilled) throws InterruptedException {
        if (isKilled) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    }

    /** So that a copy takes a while. */
    private void enlarge() throws Exception {
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("holdpoint.db"));
                PreparedStatement insert = store.prepareStatement("INSERT INTO probe VALUES (randomblob(?))")) {
            for (int i = 0; i < 16; i++) {
                insert.setInt(1, LARGE);
                insert.executeUpdate();
            }
        }
    }

    private Service service(Path folder, String... options) throws IOException {
        var service = new Service(folder, options);
        services.add(service);
        return service;
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }
}
