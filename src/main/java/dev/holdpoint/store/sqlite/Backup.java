package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A whole copy of a data folder's file, as it is at one moment, made by a connection of its own beside whoever reads and writes
 * there: it holds up nobody. What breaks off leaves nothing behind but what the process that is killed has no time for, and
 * that never has the name of the copy.
 */
public final class Backup {

    /** Between two looks at how far it is, and whether anybody still wants it. */
    private static final long LOOK_MILLIS = 250;

    private static final long PAUSE = 10_000_000;

    private final SqliteSettings source;
    private final NewFile target;
    private final Progress progress;

    private Backup(SqliteSettings source, NewFile target, Progress progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /** Is told how far it is, a few times a second. */
    public interface Progress {

        Progress NONE = (bytes, of) -> true;

        /** Tells it; {@code false} where the copy is not wanted any more. */
        boolean at(long bytes, long of);
    }

    /**
     * Makes one: synced, and under its name once it is whole. What was committed before is in it. The folder's file stays as it
     * is, of whichever version.
     *
     * @param file absolute; as it is seen by this process
     * @param replaces whether it may take the place of a file that is there
     * @throws IllegalStateException where it cannot be made; the message says what to do, and nothing is there then that was not
     */
    public static Inventory make(SqliteSettings source, Path file, boolean replaces, Progress progress) {
        return new Backup(source, new NewFile(file, replaces, source), progress).make();
    }

    /** The same where no server uses the folder, and none can meanwhile. */
    public static Inventory visit(SqliteSettings source, Path file, boolean replaces, Progress progress) {
        FolderLock lock = FolderLock.visit(source.folder());
        try {
            NativeLibrary.load(source.folder());
            return make(source, file, replaces, progress);
        } finally {
            lock.release();
        }
    }

    private Inventory make() {
        target.check();
        try (Sql sql = new Database(source).open()) {
            long size =
                    SqliteSettings.PAGE_SIZE * (sql.number("PRAGMA page_count") - sql.number("PRAGMA freelist_count"));
            target.checkRoom(size);
            Path part = target.begin();
            try {
                write(sql, part, size);
                Inventory inventory = inventory(part);
                target.finish(part);
                return inventory;
            } catch (SQLException | SqlFailure broken) {
                if (Files.notExists(part)) {
                    throw new NoSuchFileException(part.toString());
                }
                throw broken;
            } finally {
                target.abandon(part);
            }
        } catch (SqlFailure broken) {
            throw failed(broken.reason());
        } catch (SQLException broken) {
            throw failed(broken);
        } catch (NoSuchFileException gone) {
            throw new IllegalStateException("what was written was taken away: does somebody else back up to "
                    + target.file() + "? Nothing was made");
        } catch (IOException broken) {
            throw new IllegalStateException(
                    target.file() + " cannot be written: " + broken + "; nothing was made", broken);
        }
    }

    private IllegalStateException failed(SQLException broken) {
        return new IllegalStateException(
                Failures.isFull(broken)
                        ? "there is no room left for " + target.file()
                                + ": make some, or name another disk; nothing was made"
                        : Failures.isDamage(broken)
                                ? "the store " + source.file().toAbsolutePath() + " is damaged, and cannot be copied ("
                                        + broken.getMessage() + "): holdpoint check tells where; nothing was made"
                                : "the backup broke off: " + broken.getMessage() + "; nothing was made",
                broken);
    }

    /** On another thread, for this one looks after it. */
    private void write(Sql sql, Path part, long size) throws SQLException, IOException {
        try (PreparedStatement copying = sql.connection().prepareStatement("VACUUM INTO ?");
                FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            copying.setString(1, part.toString());
            var end = new CompletableFuture<Boolean>();
            Thread.ofPlatform().daemon().name("holdpoint-backup").start(() -> {
                try {
                    end.complete(copying.execute());
                } catch (SQLException | RuntimeException | Error broken) {
                    end.completeExceptionally(broken);
                }
            });
            try {
                if (!watch(copying, written, size, end)) {
                    throw new IllegalStateException("the backup was given up; nothing was made");
                }
            } finally {
                stop(copying, end);
            }
            written.force(true);
            if (Files.size(part) != written.size()) {
                throw new NoSuchFileException(part.toString()); // another one has its name
            }
        }
    }

    /** Until it has come to an end, whichever; {@code false} where it was not wanted any more. */
    private boolean watch(PreparedStatement copying, FileChannel written, long size, CompletableFuture<Boolean> end)
            throws SQLException, IOException {
        boolean isWanted = true;
        while (true) {
            isWanted = isWanted && progress.at(Math.min(written.size(), size), size);
            if (isWanted) {
                written.force(false); // else all of it goes to the disk at the end, and commits wait for that
            } else {
                copying.cancel();
            }
            try {
                end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return isWanted;
            } catch (TimeoutException notYet) {
                // it goes on
            } catch (InterruptedException interrupted) {
                isWanted = false;
            } catch (ExecutionException broken) {
                if (!isWanted) {
                    return false;
                }
                switch (broken.getCause()) {
                    case SQLException ofTheDatabase -> throw ofTheDatabase;
                    case RuntimeException other -> throw other;
                    case Error other -> throw other;
                    case null, default -> throw new IllegalStateException(broken);
                }
            }
        }
    }

    /** Nothing is closed that the other thread still uses. */
    private static void stop(PreparedStatement copying, CompletableFuture<Boolean> end) throws SQLException {
        while (!end.isDone()) {
            copying.cancel();
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static Inventory inventory(Path part) throws IOException {
        try (Sql sql = FileAtRest.open(part)) {
            return Inventory.of(sql, Files.size(part));
        }
    }
}
