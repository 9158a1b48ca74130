package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.store.sql.Sql;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken while there is how much room, of the disk and within the limit. */
class RoomTest {

    private static final long SMALL = 1_000;
    private static final long LARGE = 255 << 10;

    @TempDir
    Path folder;

    private final AtomicLong size = new AtomicLong(1L << 40);
    private final AtomicLong free = new AtomicLong(1L << 39);
    private Sql sql;

    @BeforeEach
    void open() {
        sql = new Database(SqliteSettings.of(folder)).open();
        sql.execute("CREATE TABLE filler (bytes BLOB)");
    }

    @AfterEach
    void close() {
        sql.close();
    }

    @Test
    void aPartOfTheDiskIsLeft() {
        var room = new Room(SqliteSettings.NO_LIMIT, disk());
        assertThat(room.isForAsk(sql, LARGE, RoomTest::nobodyAsks)).isTrue();

        free.set(Room.ON_DISK + (1 << 20));
        assertThat(new Room(SqliteSettings.NO_LIMIT, disk()).isForAsk(sql, LARGE, RoomTest::nobodyAsks))
                .isTrue();
        free.set(Room.ON_DISK + LARGE);
        assertThat(new Room(SqliteSettings.NO_LIMIT, disk()).isForAsk(sql, LARGE, RoomTest::nobodyAsks))
                .isFalse();
    }

    @Test
    void whatIsTakenCountsBeforeTheDiskIsLookedAtAgain() {
        // Given: a disk whose room is looked at once
        free.set(Room.ON_DISK + (10 << 20));
        var room = new Room(SqliteSettings.NO_LIMIT, disk());
        assertThat(room.isForAsk(sql, LARGE, RoomTest::nobodyAsks)).isTrue();
        free.set(0);

        // When
        int taken = 1;
        while (room.isForAsk(sql, LARGE, RoomTest::nobodyAsks)) {
            taken++;
        }

        // Then
        assertThat(taken).isLessThanOrEqualTo(20);
    }

    @Test
    void roomThatCameBackIsUsedAtOnce() {
        free.set(0);
        var room = new Room(SqliteSettings.NO_LIMIT, disk());
        assertThat(room.isForAsk(sql, SMALL, RoomTest::nobodyAsks)).isFalse();

        free.set(1L << 39);

        assertThat(room.isForAsk(sql, SMALL, RoomTest::nobodyAsks)).isTrue();
    }

    @Test
    void aDiskThatDoesNotSayHowLargeItIsIsTrusted() {
        size.set(0);
        free.set(0);
        assertThat(new Room(SqliteSettings.NO_LIMIT, disk()).isForAsk(sql, LARGE, RoomTest::nobodyAsks))
                .isTrue();
    }

    @Test
    void withinTheLimitEachPendingHasRoomSetAside() {
        var room = new Room(1_000, disk());
        assertThat(room.isForAsk(sql, SMALL, () -> 0)).isTrue();
        assertThat(room.isForAsk(sql, SMALL, () -> 12)).isTrue();
        assertThat(room.isForAsk(sql, SMALL, () -> 13)).isFalse();
        assertThat(room.isForAsk(sql, LARGE, () -> 12)).isFalse();
    }

    @Test
    void freePagesOfTheFileAreRoom() {
        var room = new Room(1_000, disk());
        sql.execute("INSERT INTO filler VALUES (zeroblob(2000000))");
        assertThat(room.isForAsk(sql, SMALL, () -> 10)).isFalse();

        sql.execute("DELETE FROM filler");

        assertThat(room.isForAsk(sql, SMALL, () -> 10)).isTrue();
    }

    /** Of a file without a limit nothing is counted. */
    private static long nobodyAsks() {
        throw new AssertionError("somebody asks");
    }

    private File disk() {
        return new File(folder.toString()) {
            @Override
            public long getTotalSpace() {
                return size.get();
            }

            @Override
            public long getUsableSpace() {
                return free.get();
            }
        };
    }
}
