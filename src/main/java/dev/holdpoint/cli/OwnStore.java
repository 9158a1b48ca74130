package dev.holdpoint.cli;

import dev.holdpoint.access.Issuing;
import dev.holdpoint.access.Recognition;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.broker.Timers;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sqlite.Backup;
import dev.holdpoint.store.sqlite.FolderInUseException;
import dev.holdpoint.store.sqlite.Inventory;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The store in a data folder that no server uses, opened for one request. */
final class OwnStore {

    /** Where a server listens that says nothing else. */
    static final String ADDRESS = "http://localhost:8080/";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Nobody signs in here, and nobody is held. */
    private static final Duration SESSION = Duration.ZERO;

    private static final Timers NONE = (delay, action) -> () -> {};

    private final SqliteSettings settings;
    private final CredentialJson json;

    OwnStore(Path folder, CredentialJson json) {
        this.settings = SqliteSettings.of(folder);
        this.json = json;
    }

    boolean isThere() {
        return Files.exists(settings.file());
    }

    /**
     * Does something, making what is missing and bringing up to date what an older version wrote, as a server does that starts.
     *
     * @throws FolderInUseException where another process has it open
     * @throws CommandException where it cannot be opened
     */
    Answer ask(Request request, Backup.Progress progress) {
        if (request instanceof Request.MakeBackup backup) {
            return backUp(backup, progress);
        }
        InstantSource clock = InstantSource.system();
        try (StoreEngine store = SqliteStore.visit(settings, clock)) {
            var recognition = new Recognition(store, NONE, clock, SESSION);
            var operator = new Operator(
                    new Issuing(store, recognition, clock),
                    new SigningIn(store, store, recognition, clock, SESSION),
                    json,
                    (by, event, subject) -> {}, // there is no log to write it to
                    BackingUp.refused("made without a server"),
                    ADDRESS);
            return operator.answer(request).await().atMost(PATIENCE);
        } catch (FolderInUseException inUse) {
            throw inUse;
        } catch (IllegalStateException refused) {
            throw new CommandException(String.valueOf(refused.getMessage()));
        }
    }

    /** The file stays of the version that it is. Whoever ends the process meanwhile, leaves nothing of it. */
    private Answer backUp(Request.MakeBackup request, Backup.Progress progress) {
        var isStopped = new AtomicBoolean();
        var isOver = new CountDownLatch(1);
        var answer = new AtomicReference<Answer>();
        WhenStopped.perform(
                () -> {
                    isStopped.set(true);
                    await(isOver);
                },
                () -> {
                    try {
                        Inventory made = Backup.visit(
                                settings,
                                Path.of(request.file()),
                                request.replaces(),
                                (bytes, of) -> !isStopped.get() && progress.at(bytes, of));
                        answer.set(new Answer.Done(InventoryJson.of(request.file(), made)));
                    } catch (FolderInUseException inUse) {
                        throw inUse;
                    } catch (IllegalStateException refused) {
                        answer.set(new Answer.Refused(String.valueOf(refused.getMessage())));
                    } finally {
                        isOver.countDown();
                    }
                    return 0;
                });
        return answer.get();
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
