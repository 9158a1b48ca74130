package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.Legibility;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server of this version can start with a file and has all of it: looked at, and left as it is.
 *
 * @param inventory null where it is not a store, or its pages cannot be read
 * @param findings what is wrong with it, a line each that begins with its place
 */
public record Soundness(@Nullable Inventory inventory, List<String> findings) {

    /** How many places of a kind are told one by one. */
    private static final int MOST = 10;

    /** What SQLite says of a file without a fault. */
    private static final String OK = "ok";

    public boolean isSound() {
        return findings.isEmpty();
    }

    /** Whether a server brings it up to date when it starts. */
    public boolean isOlder() {
        return inventory != null && inventory.schema() < Migrations.newest();
    }

    /** The version of the tables that a server of this version has. */
    public static int newest() {
        return Migrations.newest();
    }

    /**
     * Looks at a file.
     *
     * @param libraries a data folder that SQLite's library may lie in
     * @param looking hears what is looked at next
     * @throws IOException where it cannot be read, which says nothing of it
     */
    public static Soundness of(Path file, Path libraries, Consumer<String> looking) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "is not there");
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "is no file");
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString(), null, "may not be read by this user");
        }
        NativeLibrary.borrow(libraries);
        if (Files.size(file) == 0) {
            return new Soundness(null, List.of("file: is empty"));
        }
        var findings = new ArrayList<String>();
        try (Sql sql = FileAtRest.open(file)) {
            long schema = sql.number("PRAGMA user_version");
            findings.addAll(pages(sql, looking));
            Inventory inventory = rows(sql, (int) schema, Files.size(file), looking, findings);
            return new Soundness(inventory, List.copyOf(findings));
        } catch (SqlFailure broken) {
            if (!Failures.isDamage(broken.reason())) {
                throw new IOException(
                        broken.getMessage()
                                + (FileAtRest.hasLog(file)
                                        ? "; beside it lies what a server left that was killed, or uses it: make a backup"
                                                + " (holdpoint backup), and check that"
                                        : ""),
                        broken);
            }
            findings.add(
                    Failures.isNone(broken.reason())
                            ? "file: is none of SQLite's"
                            : "file: its first pages cannot be read: " + broken.getMessage());
            return new Soundness(null, List.copyOf(findings));
        }
    }

    /** What SQLite says of its pages, indexes and types. */
    private static List<String> pages(Sql sql, Consumer<String> looking) {
        looking.accept("pages");
        return guarded(
                "pages",
                () -> sql.texts("PRAGMA integrity_check(" + MOST + ")").stream()
                        .filter(line -> !line.equals(OK))
                        .map(line -> "pages: " + line.strip().replaceAll("\\R", "; "))
                        .toList());
    }

    private static @Nullable Inventory rows(
            Sql sql, int schema, long bytes, Consumer<String> looking, List<String> findings) {
        if (schema > Migrations.newest()) {
            findings.add("schema: is " + schema + ", which a newer Holdpoint made; this one knows "
                    + Migrations.newest() + ": start one that knows " + schema);
            return new Inventory(schema, null, bytes);
        }
        if (schema == 0 || sql.number("SELECT count(*) FROM sqlite_schema WHERE name = 'log_state'") == 0) {
            findings.add("schema: is none of Holdpoint's");
            return null;
        }
        if (!Inventory.isKnown(schema)) {
            return new Inventory(schema, null, bytes);
        }
        for (References.Rule rule : References.RULES) {
            looking.accept(rule.said());
            findings.addAll(guarded(rule.said(), () -> References.findings(sql, rule, MOST)));
        }
        if (schema == Migrations.newest()) {
            looking.accept("all rows");
            findings.addAll(guarded("rows", () -> Legibility.findings(sql, MOST)));
        }
        try {
            return Inventory.of(sql, bytes);
        } catch (SqlFailure damaged) {
            return new Inventory(schema, null, bytes);
        }
    }

    /** What cannot be read for damage is a finding itself, and the rest is looked at all the same. */
    private static List<String> guarded(String what, Supplier<List<String>> looking) {
        try {
            return looking.get();
        } catch (SqlFailure broken) {
            if (!Failures.isDamage(broken.reason()) && !Failures.isOfSchema(broken.reason())) {
                throw broken;
            }
            return List.of(what + ": cannot be looked at: " + broken.getMessage());
        }
    }
}
