package dev.holdpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.rest.EventFrames;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.SqlStore;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.store.sql.WriterSettings;
import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.store.sqlite.FaultyDatabase.Happening;
import dev.holdpoint.stream.Frame;
import dev.holdpoint.stream.Hub;
import dev.holdpoint.stream.TabOutput;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tab that reads slowly while commits of the store fail: what it is told on its unbroken stream has no gap. */
class SlowTabTest {

    private static final Pattern ID = Pattern.compile("data: \\{\"id\":\"([^\"]+)\"");

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private final SlowTab tab = new SlowTab();
    private FaultyDatabase database;
    private StoreEngine store;

    /** Takes what it is given when it is told to read. */
    private static final class SlowTab implements TabOutput {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final List<Runnable> unread = new CopyOnWriteArrayList<>();

        @Override
        public void write(List<Frame> frames, Runnable written, Runnable gone) {
            for (Frame frame : frames) {
                var id = ID.matcher(new String(frame.bytes(), StandardCharsets.UTF_8));
                if (id.find()) {
                    told.add(id.group(1));
                }
            }
            unread.add(written);
        }

        @Override
        public void alive() {}

        @Override
        public void end() {
            told.add("end");
        }

        @Override
        public void cutOff() {
            told.add("cut off");
        }

        void read() {
            List<Runnable> taken = List.copyOf(unread);
            unread.removeAll(taken);
            taken.forEach(Runnable::run);
        }
    }

    @BeforeEach
    void open() {
        database = FaultyDatabase.in(folder, clock);
        store = SqlStore.start(
                database, database.open(), new WriterSettings(100, 1 << 20), 2, clock, StoreObserver.NONE, () -> {});
        var hub = new Hub(store, new EventFrames(), Long.MAX_VALUE);
        store.subscribe((events, isOwn) -> hub.onEvents(events));
        hub.subscribe(new Scope.Everything(), Filter.ALL, tab);
        Awaitility.await().until(() -> !tab.unread.isEmpty());
        tab.read();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void nothingIsSkippedWhereCommitsWereNotKept(int readBetween) {
        List<String> asked = ask(4);
        for (int i = 0; i < readBetween; i++) {
            tab.read();
        }
        database.before("COMMIT", Happening.failure());
        assertThatThrownBy(() -> ask(1)).hasMessageContaining("the disk is gone");
        database.heal();
        asked.addAll(ask(4));

        assertIsToldAll(asked);
    }

    @Test
    void nothingIsSkippedWhereACommitWasKeptAfterAll() {
        List<String> asked = ask(4);
        database.after("COMMIT", Happening.failure());
        asked.addAll(ask(1));
        database.heal();
        asked.addAll(ask(4));

        assertIsToldAll(asked);
    }

    private void assertIsToldAll(List<String> asked) {
        Awaitility.await().until(() -> {
            tab.read();
            return tab.told.size() >= asked.size();
        });
        assertThat(tab.told).isEqualTo(asked);
    }

    private List<String> ask(int count) {
        var asked = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var made = (CreateResult.Made)
                    store.create(Caller.ANONYMOUS, Asks.any().made()).await().atMost(Duration.ofSeconds(30));
            asked.add(made.interaction().id().toString());
        }
        return asked;
    }
}
