package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.StoreSize;
import dev.holdpoint.store.sql.Dialect;
import dev.holdpoint.store.sql.Others;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** An SQLite database, brought up to date, of which a test says what happens before and after a statement. */
public final class FaultyDatabase implements Dialect {

    /** What is told to happen before a connection is opened. */
    public static final String OPEN = "(open)";

    /** What is told to happen when a connection was closed. */
    public static final String CLOSE = "(close)";

    private final Database database;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicInteger prepared = new AtomicInteger();

    private FaultyDatabase(Database database) {
        this.database = database;
    }

    public static FaultyDatabase in(Path folder, InstantSource clock) {
        var settings = SqliteSettings.of(folder);
        var database = new Database(settings);
        try (Sql sql = database.open()) {
            new Migrations(sql, settings, clock).apply();
        }
        return new FaultyDatabase(database);
    }

    /** What happens at a statement. */
    public interface Happening {
        void run() throws SQLException;

        /** The database is gone, or full; once. */
        static Happening failure() {
            return once(() -> {
                throw new SQLException("the disk is gone");
            });
        }

        static Happening once(Happening happening) {
            var happened = new AtomicBoolean();
            return () -> {
                if (happened.compareAndSet(false, true)) {
                    happening.run();
                }
            };
        }
    }

    private record Rule(boolean isBefore, String statement, Happening happening) {}

    /** Something happens before each statement that has this in it, which is not run where that fails. */
    public void before(String statement, Happening happening) {
        rules.add(new Rule(true, statement, happening));
    }

    /** Something happens after each statement that has this in it. */
    public void after(String statement, Happening happening) {
        rules.add(new Rule(false, statement, happening));
    }

    /** From now on all is well. */
    public void heal() {
        rules.clear();
    }

    /** How many connections are open. */
    public int connections() {
        return open.get();
    }

    /** How many were ever opened. */
    public int opened() {
        return opened.get();
    }

    /** How many statements are prepared. */
    public int statements() {
        return statements.get();
    }

    /** How many were ever prepared. */
    public int prepared() {
        return prepared.get();
    }

    @Override
    public Sql open() {
        try {
            happen(true, OPEN);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
        open.incrementAndGet();
        opened.incrementAndGet();
        return new Sql(watched(database.connect()));
    }

    @Override
    public Sql openReader() {
        return open();
    }

    @Override
    public Beginning begin(Sql sql, InstantSource clock) {
        return database.begin(sql, clock);
    }

    @Override
    public void commit(Sql sql, boolean hasEvents) {
        database.commit(sql, hasEvents);
    }

    @Override
    public Fate fate(Sql sql, boolean isCommitting) {
        return database.fate(sql, isCommitting);
    }

    @Override
    public void beginReading(Sql sql) {
        database.beginReading(sql);
    }

    @Override
    public void endReading(Sql sql) {
        database.endReading(sql);
    }

    @Override
    public Optional<Patience> patience() {
        return Optional.empty();
    }

    @Override
    public Optional<Others> others() {
        return database.others();
    }

    @Override
    public boolean isOfStatement(SQLException failure) {
        return database.isOfStatement(failure);
    }

    @Override
    public boolean isFull(SQLException failure) {
        return database.isFull(failure);
    }

    @Override
    public StoreSize size(Sql sql) {
        return database.size(sql);
    }

    /** However little room there is, so that a test sees it run out. */
    @Override
    public boolean hasRoomForAsk(Sql sql, long bytes, LongSupplier pending) {
        return true;
    }

    @Override
    public void probe(Sql sql) {
        database.probe(sql);
    }

    @Override
    public void leave(Sql sql) {
        database.leave(sql);
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (_, method, given) -> switch (method.getName()) {
            case "prepareStatement" -> watched((PreparedStatement) call(connection, method, given), (String) given[0]);
            case "close" -> {
                open.decrementAndGet();
                Object result = call(connection, method, given);
                happen(false, CLOSE);
                yield result;
            }
            default -> call(connection, method, given);
        });
    }

    private PreparedStatement watched(PreparedStatement statement, String sql) {
        statements.incrementAndGet();
        prepared.incrementAndGet();
        return proxy(PreparedStatement.class, (_, method, given) -> {
            if (method.getName().equals("close")) {
                statements.decrementAndGet();
            }
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, given);
            }
            happen(true, sql);
            Object result = call(statement, method, given);
            happen(false, sql);
            return result;
        });
    }

    private void happen(boolean isBefore, String sql) throws SQLException {
        for (Rule rule : rules) {
            if (rule.isBefore == isBefore && sql.contains(rule.statement)) {
                rule.happening.run();
            }
        }
    }

    private static Object call(Object target, Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(target, given);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
