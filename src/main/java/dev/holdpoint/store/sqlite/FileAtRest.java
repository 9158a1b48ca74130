package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/** Reads a file of SQLite's that is to stay as it is, with nothing beside it that was not there. */
final class FileAtRest {

    private FileAtRest() {}

    /** Opens it. With a log of SQLite's beside it, it is read as whoever has it open sees it; else as if nobody could write it. */
    static Sql open(Path file) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setTempStore(TempStore.MEMORY);
        config.setBusyTimeout(5_000);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:file:" + encoded(file.toAbsolutePath()) + "?mode=ro"
                + (hasLog(file) ? "" : "&immutable=1"));
        try {
            return new Sql(source.getConnection());
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    static boolean hasLog(Path file) {
        return Files.exists(beside(file, "-wal")) || Files.exists(beside(file, "-journal"));
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** As SQLite reads it in an address: all that is not plain by its bytes. */
    private static String encoded(Path file) {
        var text = new StringBuilder();
        for (byte one : file.toString().getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = one == '/' || one == '.' || one == '-' || one == '_' || Character.isLetterOrDigit(one);
            if (isPlain && one > 0) {
                text.append((char) one);
            } else {
                text.append('%').append(HexFormat.of().toHexDigits(one));
            }
        }
        return text.toString();
    }
}
