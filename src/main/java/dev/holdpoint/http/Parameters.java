package dev.holdpoint.http;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The query parameters of a request. What is unknown, repeated without leave or malformed is refused by name. */
public final class Parameters {

    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)", Pattern.CASE_INSENSITIVE);

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The parameters, none of which may be unknown. */
    public static Parameters of(Map<String, List<String>> values, String... known) {
        Set<String> names = Set.of(known);
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new ProblemException(
                        Kind.INVALID_REQUEST,
                        "unknown parameter '" + name + "'; known are "
                                + names.stream().sorted().toList());
            }
        }
        return new Parameters(values);
    }

    /** The one value of a parameter that may not be repeated. */
    public Optional<String> one(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw refused(name, "it stands there more than once");
        }
        return given.stream().findFirst();
    }

    public <T> Optional<T> one(String name, Function<String, Optional<T>> parse, String needed) {
        return one(name).map(text -> parse.apply(text).orElseThrow(() -> refused(name, needed)));
    }

    public <T> Set<T> set(String name, Function<String, Optional<T>> parse, String needed) {
        return values.getOrDefault(name, List.of()).stream()
                .map(text -> parse.apply(text).orElseThrow(() -> refused(name, needed)))
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Instant> time(String name) {
        return one(name, Parameters::parseTime, "a time as RFC 3339 has it is needed");
    }

    /** The filters that lists and streams have in common. */
    public Filter filter() {
        return new Filter(
                set(
                        "sessionId",
                        text -> SessionId.isValid(text) ? Optional.of(new SessionId(text)) : Optional.empty(),
                        "a session id is needed"),
                set(
                        "type",
                        text -> InteractionType.isValid(text)
                                ? Optional.of(new InteractionType(text))
                                : Optional.empty(),
                        "a type of the shape " + InteractionType.SHAPE + " is needed"));
    }

    public static ProblemException refused(String name, String why) {
        return new ProblemException(Kind.INVALID_REQUEST, "the parameter '" + name + "' is not valid: " + why);
    }

    private static Optional<Instant> parseTime(String text) {
        // A plus sign in a query is a space to most servers, and times with an offset are rarely encoded.
        String time = text.replace(' ', '+');
        if (!TIME.matcher(time).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
