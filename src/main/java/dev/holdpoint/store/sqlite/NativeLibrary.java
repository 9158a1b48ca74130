package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.SqlFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, kept in the data folder, which can be written for sure. Left to itself the driver unpacks a new
 * copy into the temporary folder at each start, and a process that is killed leaves it there.
 */
final class NativeLibrary {

    /** Where the driver looks before it unpacks anything. */
    private static final String PLACE = "org.sqlite.lib.path";

    private static final int BLOCK = 64 << 10;

    private NativeLibrary() {}

    /** To be called before the first connection is opened. Who names a library of their own gets that. */
    static void load(Path folder) {
        if (System.getProperty(PLACE) != null) {
            return;
        }
        Path place = folder.resolve("lib").toAbsolutePath();
        try {
            if (unpack(place)) {
                load(place.toString());
            }
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "SQLite's library cannot be unpacked to " + place + " (" + failure
                            + "): make room, and the folder writable",
                    failure);
        }
    }

    /** The one that a data folder has, where it has this one; else the driver unpacks its own, and nothing is written there. */
    static void borrow(Path folder) {
        Path place = folder.resolve("lib").toAbsolutePath();
        Path library = place.resolve(LibraryLoaderUtil.getNativeLibName());
        URL packed = packed();
        try {
            if (System.getProperty(PLACE) == null
                    && packed != null
                    && Files.isReadable(library)
                    && isSame(packed, library)) {
                load(place.toString());
            }
        } catch (IOException unreadable) {
            // the driver has its own
        }
    }

    private static @Nullable URL packed() {
        return LibraryLoaderUtil.class.getResource(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName());
    }

    private static void load(String place) {
        System.setProperty(PLACE, place);
        try {
            SQLiteJDBCLoader.initialize(); // once; where this cannot be loaded it unpacks its own as ever
        } catch (Exception failure) {
            throw new SqlFailure(new SQLException("SQLite's library cannot be loaded", failure));
        } finally {
            System.clearProperty(PLACE); // another application in this process has a folder of its own
        }
    }

    /**
     * Puts the library that belongs to the driver into a folder, where another, an older or half of one may be.
     *
     * @return false where the driver has none for this system
     */
    static boolean unpack(Path place) throws IOException {
        URL packed = packed();
        if (packed == null) {
            return false;
        }
        Path library = place.resolve(LibraryLoaderUtil.getNativeLibName());
        if (Files.exists(library) && isSame(packed, library)) {
            DataFolder.restrict(library);
            return true;
        }
        DataFolder.create(place);
        Path part = place.resolve(LibraryLoaderUtil.getNativeLibName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, DataFolder.ofOwner(part));
        try (InputStream in = packed.openStream();
                OutputStream out = Files.newOutputStream(part)) {
            in.transferTo(out);
        }
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static boolean isSame(URL packed, Path library) throws IOException {
        try (InputStream in = packed.openStream();
                InputStream present = Files.newInputStream(library)) {
            byte[] wanted = new byte[BLOCK];
            byte[] found = new byte[BLOCK];
            int length;
            do {
                length = in.readNBytes(wanted, 0, BLOCK);
                if (present.readNBytes(found, 0, BLOCK) != length
                        || !Arrays.equals(wanted, 0, length, found, 0, length)) {
                    return false;
                }
            } while (length == BLOCK);
            return true;
        }
    }
}
