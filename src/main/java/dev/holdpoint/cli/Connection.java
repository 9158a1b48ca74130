package dev.holdpoint.cli;

import dev.holdpoint.client.Credential;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Reconnecting;
import dev.holdpoint.client.Service;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Which service a command calls, and by what it is known there: options first, then variables. */
record Connection(Service service, Reconnecting calls) implements AutoCloseable {

    static final String URL = "HOLDPOINT_URL";
    static final String TOKEN = "HOLDPOINT_TOKEN";

    static Connection of(ParseResult given, Surroundings around) {
        var service = new Service(place(given, around), credential(given, around));
        return new Connection(
                service, new Reconnecting(service, line -> around.err().println("holdpoint: " + line)));
    }

    /** Whether a service is named, be it by a variable. */
    static boolean isNamed(ParseResult given, Surroundings around) {
        return Arguments.one(given, ClientGrammar.URL) != null
                || around.said(URL).isPresent();
    }

    static Place place(ParseResult given, Surroundings around) {
        return place(Arguments.one(given, ClientGrammar.URL), around);
    }

    /** Where a command goes that is told nothing; empty where that is no address. */
    static Optional<Place> usualPlace(Surroundings around) {
        try {
            return Optional.of(place((String) null, around));
        } catch (CommandException none) {
            return Optional.empty();
        }
    }

    private static Place place(@Nullable String option, Surroundings around) {
        String said = Optional.ofNullable(option)
                .or(() -> around.said(URL))
                .orElseGet(() -> "http://localhost:"
                        + around.configured("quarkus.http.port").orElse("8080"));
        try {
            return Place.of(said);
        } catch (IllegalArgumentException none) {
            throw CommandException.usage(
                    (option == null ? URL : ClientGrammar.URL) + ": " + Objects.requireNonNull(none.getMessage()));
        }
    }

    static Credential credential(ParseResult given, Surroundings around) {
        String file = Arguments.one(given, ClientGrammar.TOKEN_FILE);
        try {
            return file == null
                    ? around.said(TOKEN).map(Credential::of).orElse(Credential.NONE)
                    : Credential.in(Path.of(file));
        } catch (InvalidPathException none) {
            throw CommandException.usage(ClientGrammar.TOKEN_FILE + ": that is no path: " + none.getMessage());
        } catch (NotDoneException none) {
            throw CommandException.usage(String.valueOf(none.getMessage()));
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
