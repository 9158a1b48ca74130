package dev.holdpoint.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param out for what was asked for, alone
 * @param err for all else
 * @param property a system property
 * @param variable a variable of the environment
 * @param in what is said to it
 * @param isTerminal whether a person reads what is printed
 */
public record Surroundings(
        PrintStream out,
        PrintStream err,
        Function<String, @Nullable String> property,
        Function<String, @Nullable String> variable,
        InputStream in,
        boolean isTerminal) {

    /** The store that can be opened without a server. */
    static final String SQLITE = "sqlite";

    /** Those of no person. */
    Surroundings(
            PrintStream out,
            PrintStream err,
            Function<String, @Nullable String> property,
            Function<String, @Nullable String> variable) {
        this(out, err, property, variable, InputStream.nullInputStream(), false);
    }

    /** Those of this process. */
    public static Surroundings own(PrintStream out, PrintStream err, boolean isTerminal) {
        return new Surroundings(out, err, System::getProperty, System::getenv, System.in, isTerminal);
    }

    /** What a variable of the environment says; empty where it is not there, or says nothing. */
    Optional<String> said(String name) {
        return Optional.ofNullable(variable.apply(name)).filter(value -> !value.isBlank());
    }

    /** Where a service keeps its data that is started here; no file of configuration is read. */
    Path dataFolder() {
        return Path.of(configured("holdpoint.data-dir").orElse("holdpoint-data"));
    }

    /** Which store such a service has. */
    String store() {
        return configured("holdpoint.store").orElse(SQLITE).toLowerCase(Locale.ROOT);
    }

    /** What a property of the service says; else the variable of the environment by which it can be set. */
    Optional<String> configured(String name) {
        String variableName = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        return Optional.ofNullable(property.apply(name))
                .or(() -> Optional.ofNullable(variable.apply(variableName)))
                .filter(value -> !value.isEmpty());
    }
}
