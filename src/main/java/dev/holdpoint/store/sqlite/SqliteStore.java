package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.AskResult;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.NewInteraction;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Retention;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SettleCommand;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Store;
import dev.holdpoint.interaction.Sweep;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.Kept;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Keeps interactions in an SQLite file, for one server process. Thread-safe. */
public final class SqliteStore implements Store {

    private static final System.Logger LOG = System.getLogger(SqliteStore.class.getName());

    private final Database database;
    private final FolderLock lock;
    private final Writer writer;
    private final Readers readers;

    private SqliteStore(Database database, FolderLock lock, Writer writer, Readers readers) {
        this.database = database;
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the store, making what is missing. It takes the same time however much is kept.
     *
     * @throws IllegalStateException where the folder cannot be used, another server uses it, or the file is of a newer
     *     version; the message says what to do
     */
    public static SqliteStore open(SqliteSettings settings, InstantSource clock, StoreObserver observer) {
        FolderLock lock = FolderLock.acquire(settings.folder());
        try {
            NativeLibrary.load(settings.folder());
            var database = new Database(settings);
            Sql sql = database.open();
            Migrations.apply(sql, settings);
            Changes.startLeases(sql, clock.instant());
            var writer = new Writer(settings, new LogTail(database, sql), clock, observer);
            writer.start();
            return new SqliteStore(database, lock, writer, new Readers(database, settings.readers()));
        } catch (SQLException | RuntimeException broken) {
            release(lock);
            throw broken instanceof IllegalStateException known
                    ? known
                    : new IllegalStateException(
                            "the store " + settings.file().toAbsolutePath() + " cannot be opened: "
                                    + broken.getMessage(),
                            broken);
        }
    }

    /** How many writes are waiting. */
    public int queued() {
        return writer.queued();
    }

    /** How large the file may grow, in pages: takes effect when the file is next opened. For tests. */
    void limit(long pages) {
        database.limit(pages);
    }

    @Override
    public void tell(Consumer<List<InteractionEvent>> news) {
        writer.tell(news);
    }

    @Override
    public Uni<AskResult> create(NewInteraction asked) {
        return writer.submit(sizeOf(asked), transaction -> Changes.create(transaction, asked));
    }

    @Override
    public Uni<SettleResult> settle(SettleCommand command) {
        return writer.submit(sizeOf(command), transaction -> Changes.settle(transaction, command));
    }

    @Override
    public Uni<Optional<Held>> hold(InteractionId id, Supplier<Duration> heldFor) {
        return writer.submitOwn(transaction -> Changes.hold(transaction, id, heldFor));
    }

    @Override
    public Uni<Integer> cancelSession(SessionId session, String reason) {
        return writer.submit(0, transaction -> Changes.cancelSession(transaction, session, reason));
    }

    @Override
    public Uni<Sweep> expire(int limit) {
        return writer.submitOwn(transaction -> Changes.expire(transaction, limit));
    }

    @Override
    public Uni<Integer> purge(Retention retention, int limit) {
        return writer.submitOwn(transaction -> EventLog.purge(transaction.sql(), retention, limit, transaction.now()));
    }

    @Override
    public Uni<Optional<Interaction>> find(InteractionId id) {
        return readers.readOne(sql -> sql.first(
                "SELECT " + Rows.COLUMNS + " FROM interaction i WHERE i.id = ?", Rows::interaction, id.toString()));
    }

    @Override
    public Uni<Optional<Idempotency>> findKey(String key) {
        return readers.readOne(
                sql -> sql.first("SELECT " + Rows.COLUMNS + " FROM interaction i WHERE i.ask_key = ?", Rows::kept, key)
                        .map(Kept::askedWith));
    }

    @Override
    public Uni<Page> list(ListQuery query) {
        return readers.readOne(sql -> Listing.page(sql, query));
    }

    @Override
    public Uni<Snapshot> snapshot(Filter filter) {
        return readers.read(sql -> Listing.snapshot(sql, filter));
    }

    @Override
    public Uni<EventPage> eventsAfter(long number, Filter filter, int limit, int maxSize) {
        return readers.read(sql -> EventLog.after(sql, number, filter, limit, maxSize));
    }

    @Override
    public Uni<Statistics> statistics() {
        return readers.read(Counting::statistics);
    }

    @Override
    public Uni<Timeline> timeline(Timeline.Span span) {
        return readers.read(sql -> Counting.timeline(sql, span));
    }

    @Override
    public boolean isAvailable() {
        return writer.isAvailable();
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        release(lock);
    }

    private static long sizeOf(NewInteraction asked) {
        var ask = asked.ask();
        return (long) ask.data().text().length() + ask.metadata().text().length();
    }

    private static long sizeOf(SettleCommand command) {
        return command.decision() instanceof Decision.Resolve resolve
                ? resolve.response().text().length()
                : 0;
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "the folder lock could not be released: {0}", broken.getMessage());
        }
    }
}
