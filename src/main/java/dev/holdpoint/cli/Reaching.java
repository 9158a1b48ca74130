package dev.holdpoint.cli;

import dev.holdpoint.store.sqlite.Backup;
import dev.holdpoint.store.sqlite.FolderInUseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Who does what a command wants: the server that runs, else this process by itself. */
final class Reaching {

    /** How long a server is waited for that has the folder and does not listen yet. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long PAUSE = 50_000_000;

    private final RunningServer server;
    private final String kind;
    private final OwnStore own;
    private final Duration patience;
    private final Backup.Progress progress;

    /**
     * @param kind which store the service has: only SQLite's is opened without it
     * @param progress hears how far it is, where it takes long
     */
    Reaching(RunningServer server, String kind, OwnStore own, Duration patience, Backup.Progress progress) {
        this.server = server;
        this.kind = kind;
        this.own = own;
        this.patience = patience;
        this.progress = progress;
    }

    /** An answer, and whose it is. */
    record Reached(Answer answer, By by) {}

    /** Who did it. */
    enum By {
        /** The server that runs. */
        SERVER,

        /** This process. */
        STORE,

        /** This process, which made the store first. */
        NEW_STORE
    }

    /**
     * Has a request done.
     *
     * @param mayBegin whether a store is made where there is none
     */
    Reached ask(Request request, boolean mayBegin) {
        long begun = System.nanoTime();
        while (true) {
            Optional<Answer> answer = server.ask(request, progress);
            if (answer.isPresent()) {
                return new Reached(answer.get(), By.SERVER);
            }
            if (!kind.equals(Surroundings.SQLITE)) {
                throw new CommandException("no server listens at " + server.socket() + ", and the store '" + kind
                        + "' is reached through it alone: start it");
            }
            boolean isThere = own.isThere();
            if (!mayBegin && !isThere) {
                throw new CommandException(
                        "there is no store in " + server.socket().getParent()
                                + ", and no server listens there: name the folder with --data-dir");
            }
            try {
                return new Reached(own.ask(request, progress), isThere ? By.STORE : By.NEW_STORE);
            } catch (FolderInUseException inUse) {
                if (System.nanoTime() - begun >= patience.toNanos()) {
                    throw new CommandException(
                            "a process uses the folder " + server.socket().getParent()
                                    + " and does not listen at " + server.socket()
                                    + ": if it is a server that starts or stops, try again; if it is of an older version, stop it");
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
