package dev.holdpoint.cli;

import dev.holdpoint.store.sqlite.Backup;
import dev.holdpoint.store.sqlite.Inventory;
import dev.holdpoint.store.sqlite.SqliteSettings;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes backups of what a running server keeps, one at a time, on a thread for each. Thread-safe. */
public final class BackingUp implements AutoCloseable {

    private static final String SECOND = "another backup is being made: try again once that is done";

    /** How long it is waited for one that is given up: it looks after that a few times a second. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final Making making;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
    private volatile boolean isClosed;

    private BackingUp(Making making) {
        this.making = making;
    }

    /** Makes one, and blocks meanwhile. */
    interface Making {
        Inventory make(Path file, boolean replaces, Backup.Progress progress);
    }

    /** Of the file of a folder. */
    public static BackingUp of(SqliteSettings settings) {
        return new BackingUp((file, replaces, progress) -> Backup.make(settings, file, replaces, progress));
    }

    /** For tests. */
    static BackingUp by(Making making) {
        return new BackingUp(making);
    }

    /** Of a database that has tools of its own. */
    public static BackingUp ofPostgresql() {
        return refused(Administration.POSTGRESQL);
    }

    /** Of nothing: it says why. */
    public static BackingUp refused(String why) {
        return new BackingUp((file, replaces, progress) -> {
            throw new IllegalStateException(why);
        });
    }

    /** What was made; fails with {@link IllegalStateException}, whose message says what to do, where none was. */
    Uni<Inventory> make(Path file, boolean replaces, Backup.Progress progress) {
        return Uni.createFrom().emitter(made -> {
            Thread thread = Thread.ofPlatform()
                    .daemon()
                    .name("holdpoint-backup-watch")
                    .unstarted(() -> {
                        try {
                            Inventory inventory =
                                    making.make(file, replaces, (bytes, of) -> !isClosed && progress.at(bytes, of));
                            running.set(null); // whoever hears of it may ask for the next at once
                            made.complete(inventory);
                        } catch (RuntimeException | Error broken) {
                            running.set(null);
                            made.fail(broken);
                        }
                    });
            if (!running.compareAndSet(null, thread)) {
                made.fail(new IllegalStateException(SECOND));
            } else {
                thread.start();
            }
        });
    }

    /** Gives up what is being made, and waits until nothing is left of it. */
    @Override
    public void close() {
        isClosed = true;
        Thread thread = running.get();
        if (thread == null) {
            return;
        }
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
