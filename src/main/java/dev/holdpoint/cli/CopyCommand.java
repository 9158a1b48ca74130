package dev.holdpoint.cli;

import dev.holdpoint.store.copy.Copy;
import dev.holdpoint.store.copy.Copy.Compared;
import dev.holdpoint.store.postgresql.Password;
import dev.holdpoint.store.postgresql.PostgresSettings;
import dev.holdpoint.store.postgresql.PostgresTarget;
import dev.holdpoint.store.postgresql.PostgresUrl;
import dev.holdpoint.store.sql.WriterSettings;
import dev.holdpoint.store.sqlite.FolderInUseException;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.store.sqlite.SqliteSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Copies a data folder into PostgreSQL, tries that, or compares both; a line a table says what both have. */
final class CopyCommand {

    static final String NAME = "copy";

    private static final String URL = "holdpoint.postgresql.url";
    private static final long REST = Duration.ofSeconds(2).toNanos();

    private final Surroundings around;
    private long toldAt = System.nanoTime();

    CopyCommand(Surroundings around) {
        this.around = around;
    }

    void run(ParseResult given, Path folder) {
        boolean isTrial = given.hasMatchedOption("--dry-run");
        boolean isComparison = given.hasMatchedOption("--compare");
        if (isTrial && isComparison) {
            throw CommandException.usage("--dry-run and --compare: one of them");
        }
        PostgresSettings settings = settings(Arguments.one(given, "--to"));
        var sqlite = SqliteSettings.of(folder);
        try (SqliteSource source = isTrial || isComparison
                        ? SqliteSource.look(sqlite)
                        : SqliteSource.open(sqlite, InstantSource.system());
                PostgresTarget target = isComparison ? PostgresTarget.look(settings) : PostgresTarget.open(settings)) {
            var copy = new Copy(source, target, this::tell);
            if (!isComparison) {
                copy.copy();
            }
            boolean isEqual = report(copy.compare());
            if (!isEqual) {
                throw new CommandException("what is in the database is not what is in the folder"
                        + (isComparison ? "" : "; nothing was kept"));
            }
            if (isTrial) {
                around.err().println("all of it can be copied; nothing was kept");
            } else if (!isComparison) {
                target.keep();
                around.err()
                        .println("copied: start servers with holdpoint.store=postgresql now, and none on "
                                + folder.toAbsolutePath() + " any more");
            }
        } catch (FolderInUseException inUse) {
            throw new CommandException(inUse.getMessage() + ": stop it, or try with --dry-run");
        } catch (IllegalStateException refused) {
            throw new CommandException(String.valueOf(refused.getMessage()));
        }
    }

    /** Says what both have; whether that is the same. */
    private boolean report(List<Compared> all) {
        for (Compared one : all) {
            around.out()
                    .printf(
                            Locale.ROOT,
                            "%-12s %10d rows here, %10d there, %s%n",
                            one.table(),
                            one.rows(),
                            one.copied(),
                            one.isEqual() ? "equal" : "DIFFERENT");
        }
        return all.stream().allMatch(Compared::isEqual);
    }

    private void tell(String what, long rows, long of) {
        if (System.nanoTime() - toldAt > REST) {
            toldAt = System.nanoTime();
            around.err().println(what + ": " + rows + " of " + of + " rows");
        }
    }

    private PostgresSettings settings(@Nullable String to) {
        try {
            String named = Optional.ofNullable(to)
                    .or(() -> around.configured(URL))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--to: the address of a database is needed: postgresql://host:5432/db"));
            PostgresUrl url = PostgresUrl.of(to == null ? URL : "--to", named);
            Password password = Password.of(
                    around.configured("holdpoint.postgresql.password"),
                    around.configured("holdpoint.postgresql.password-file").map(Path::of));
            return new PostgresSettings(
                    url,
                    url,
                    around.configured("holdpoint.postgresql.username").orElse(null),
                    password,
                    new WriterSettings(1, 1),
                    1,
                    NAME,
                    PostgresSettings.BEAT);
        } catch (IllegalArgumentException wrong) {
            throw CommandException.usage(Objects.requireNonNull(wrong.getMessage()));
        }
    }
}
