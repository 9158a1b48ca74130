package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdpoint.app.CredentialShapes;
import dev.holdpoint.store.sqlite.Backup;
import dev.holdpoint.store.sqlite.Inventory;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.testing.FilledStore;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup} and {@code check} as they are typed, without a server and through the socket of one. */
class BackupCommandTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path temporary;

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean isTerminal;
    private Path data;
    private Path file;

    @BeforeEach
    void fill() {
        data = temporary.resolve("data");
        file = temporary.resolve("b.db");
        FilledStore.in(data);
        variables.put("HOLDPOINT_DATA_DIR", data.toString());
    }

    @Test
    void aProgramIsToldWhatIsInIt() throws Exception {
        assertThat(run("backup", file.toString())).as(err()).isZero();
        JsonNode made = json();
        assertThat(made.path("file").asText()).isEqualTo(file.toString());
        assertThat(made.path("interactions").asInt()).isEqualTo(FilledStore.INTERACTIONS);
        assertThat(made.path("pending").asInt()).isEqualTo(FilledStore.PENDING);
        assertThat(made.path("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(made.path("newestEventAt").asText()).endsWith("Z");
        assertThat(err()).isEmpty();

        assertThat(run("check", file.toString())).isZero();
        assertThat(json().path("sound").asBoolean()).isTrue();
        assertThat(json().path("findings")).isEmpty();
        for (String member :
                List.of("interactions", "pending", "events", "newestEvent", "newestEventAt", "schema", "bytes")) {
            assertThat(json().path(member)).as(member).isEqualTo(made.path(member));
        }
    }

    @Test
    void aPersonIsToldInALine() {
        isTerminal = true;
        assertThat(run("backup", file.toString())).isZero();
        assertThat(out().strip())
                .matches(file + ": 7 interactions, 2 of them pending, \\d+ events, the newest number"
                        + " \\d+ of \\S+Z; \\d+ KiB, schema 7");
        assertThat(run("check", file.toString())).isZero();
        assertThat(out().strip()).startsWith(file + ": sound; 7 interactions, ").hasLineCount(1);
        assertThat(run("check", file.toString(), "--json")).isZero();
        assertThat(out()).startsWith("{");
    }

    @Test
    void whatIsThereStaysUnlessForced() {
        assertThat(run("backup", file.toString())).isZero();
        assertThat(run("backup", file.toString())).isOne();
        assertThat(out()).isEmpty();
        assertThat(err())
                .isEqualTo("holdpoint: " + file + " is there already: name another file, or replace it with --force"
                        + System.lineSeparator());
        assertThat(run("backup", "--force", file.toString())).isZero();
    }

    @Test
    void itIsDoneWhereTheFolderIsAndNowhereElse() {
        variables.put("HOLDPOINT_URL", "http://localhost:1");
        assertThat(run("backup", file.toString())).isEqualTo(64);
        assertThat(err())
                .contains("run this on the machine of the data folder, without --url")
                .hasLineCount(1);
        assertThat(file).doesNotExist();
        assertThat(run("backup", file.toString(), "--data-dir", data.toString()))
                .isZero();

        // A file that lies here is checked here, whatever other commands call.
        assertThat(run("check", file.toString())).isZero();
    }

    @Test
    void aDatabaseHasToolsOfItsOwn() {
        variables.put("HOLDPOINT_STORE", "postgresql");
        assertThat(run("backup", file.toString())).isOne();
        assertThat(err())
                .contains("its own tools make backups (pg_dump; docs/replicas.md)")
                .hasLineCount(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFolderWithoutAStoreIsToldAndNotMade() {
        variables.put("HOLDPOINT_DATA_DIR", temporary.resolve("none").toString());
        assertThat(run("backup", file.toString())).isOne();
        assertThat(err()).contains("there is no store in " + temporary.resolve("none"));
        assertThat(temporary.resolve("none")).doesNotExist();
    }

    @Test
    void eachFindingIsALineAndTheStatusSaysWhich() throws Exception {
        isTerminal = true;
        assertThat(run("check", Files.writeString(file, "junk").toString())).isOne();
        assertThat(out().strip()).isEqualTo("file: is none of SQLite's");
        assertThat(err()).contains(file + " is not sound").hasLineCount(1);
        assertThat(run("check", temporary.resolve("none").toString())).isEqualTo(3);
        assertThat(out()).isEmpty();
        assertThat(err().strip())
                .isEqualTo("holdpoint: " + temporary.resolve("none") + " cannot be read: is not there");
        assertThat(run("check", data.toString())).isEqualTo(3);
    }

    @Test
    void aServerMakesItAndSaysHowFarItIs() throws Exception {
        var told = new ArrayList<Long>();
        try (var backups = BackingUp.by((target, replaces, progress) -> {
                    progress.at(3 << 20, 9 << 20);
                    progress.at(6 << 20, 9 << 20);
                    return Backup.make(SqliteSettings.of(data), target, replaces, progress);
                });
                var socket = open(backups)) {
            var reached = new Reaching(
                            new RunningServer(data, LONG),
                            Surroundings.SQLITE,
                            new OwnStore(data, new CredentialShapes()),
                            Duration.ZERO,
                            (bytes, of) -> told.add(bytes))
                    .ask(new Request.MakeBackup(file.toString(), false), false);
            assertThat(reached.by()).isEqualTo(Reaching.By.SERVER);
            assertThat(reached.answer()).isInstanceOf(Answer.Done.class);
            assertThat(told).startsWith(3L << 20);

            assertThat(run("backup", file.toString())).isOne();
            assertThat(err()).contains("is there already");
        }
    }

    @Test
    void oneIsMadeAtATime() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var backups = BackingUp.by((target, replaces, progress) -> {
            begun.countDown();
            await(goOn);
            return new Inventory(7, null, 1);
        })) {
            CompletableFuture<Inventory> first =
                    backups.make(file, false, Backup.Progress.NONE).subscribeAsCompletionStage();
            await(begun);
            assertThat(backups.make(file, false, Backup.Progress.NONE).subscribeAsCompletionStage())
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withMessageContaining("another backup is being made");
            goOn.countDown();
            assertThat(first).succeedsWithin(LONG);
            assertThat(backups.make(file, false, Backup.Progress.NONE).subscribeAsCompletionStage())
                    .succeedsWithin(LONG);
        }
    }

    @Test
    void whoGoesAwayDoesNotWantItAnyMore() throws Exception {
        var isGivenUp = new CompletableFuture<Boolean>();
        try (var backups = BackingUp.by((target, replaces, progress) -> {
                    while (progress.at(1, 2)) {
                        Thread.onSpinWait();
                    }
                    isGivenUp.complete(true);
                    throw new IllegalStateException("given up");
                });
                var socket = open(backups)) {
            var command = new RunningServer(data, LONG);
            var asking = new CompletableFuture<Thread>();
            Thread caller = Thread.ofPlatform().daemon().start(() -> {
                try {
                    command.ask(new Request.MakeBackup(file.toString(), false), (bytes, of) -> {
                        asking.complete(Thread.currentThread());
                        return true;
                    });
                } catch (CommandException interrupted) {
                    // it closed its connection
                }
            });
            asking.get(60, TimeUnit.SECONDS).interrupt();
            caller.join(LONG);
            assertThat(isGivenUp).succeedsWithin(LONG);
        }
    }

    @Test
    void aServerThatStopsWaitsUntilNothingIsLeftOfIt() throws Exception {
        var begun = new CountDownLatch(1);
        var isCleaned = new CompletableFuture<Boolean>();
        var backups = BackingUp.by((target, replaces, progress) -> {
            begun.countDown();
            while (progress.at(1, 2)) {
                Thread.onSpinWait();
            }
            isCleaned.complete(true);
            throw new IllegalStateException("given up");
        });
        var made = backups.make(file, false, Backup.Progress.NONE).subscribeAsCompletionStage();
        await(begun);

        backups.close();

        assertThat(isCleaned).isCompleted();
        assertThat(made).failsWithin(LONG);
    }

    /** It says nothing for longer than a command waits, but for how far it is. */
    @Test
    void aCommandWaitsForAsLongAsItHearsSomething() throws Exception {
        var patience = Duration.ofSeconds(1);
        long end = System.nanoTime() + 3 * patience.toNanos();
        try (var backups = BackingUp.by((target, replaces, progress) -> {
                    while (System.nanoTime() < end) {
                        progress.at(1, 2);
                        Thread.onSpinWait();
                    }
                    return new Inventory(7, null, 1);
                });
                var socket = open(backups)) {
            assertThat(new RunningServer(data, patience).ask(new Request.MakeBackup(file.toString(), false)))
                    .containsInstanceOf(Answer.Done.class);
        }
    }

    /** As systemd's PrivateTmp has it. */
    @Test
    void aServerThatSeesAnotherFolderThereIsFoundOut() throws Exception {
        try (var backups = BackingUp.by((target, replaces, progress) -> new Inventory(7, null, 1));
                var socket = open(backups)) {
            assertThat(run("backup", file.toString())).isOne();
            assertThat(err()).contains("there is no such file here").hasLineCount(1);
        }
    }

    private AdminSocket open(BackingUp backups) throws Exception {
        return AdminSocket.open(
                data,
                (request, hearing) -> Uni.createFrom()
                        .deferred(() -> backups.make(
                                file,
                                false,
                                (bytes, of) ->
                                        hearing.tell(Underway.of(bytes, of).encode())))
                        .map(made -> new Answer.Done(InventoryJson.of(file.toString(), made)).encode())
                        .onFailure(IllegalStateException.class)
                        .recoverWithItem(refused -> new Answer.Refused(String.valueOf(refused.getMessage())).encode()),
                LONG);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out());
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var around = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                name -> null,
                variables::get,
                InputStream.nullInputStream(),
                isTerminal);
        return new Commands(new CredentialShapes(), around).run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
