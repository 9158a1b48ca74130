package dev.holdpoint.cli;

import dev.holdpoint.client.Spans;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.wire.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What stands on the command line, as a request; what is wrong with it is told before anything is opened. */
final class Arguments {

    private final CredentialJson json;

    Arguments(CredentialJson json) {
        this.json = json;
    }

    /**
     * Reads it.
     *
     * @param command the last one that was named
     * @throws CommandException with all that is wrong, in a line
     */
    Request request(String command, ParseResult given) {
        return switch (command) {
            case "create" -> {
                Json body = body(given, positional(given), one(given, "--person"), one(given, "--expires-in"));
                check(given, body, Grammar.NAME, json::token);
                yield new Request.MakeToken(tenant(given), body);
            }
            case "list" -> new Request.ListTokens(tenant(given));
            case "revoke" -> new Request.RevokeToken(tenant(given), Objects.requireNonNull(positional(given)));
            case "sign-in-link" -> link(given);
            case Grammar.BACKUP ->
                new Request.MakeBackup(path(given).toString(), given.hasMatchedOption(Grammar.FORCE));
            default -> throw new IllegalArgumentException(command);
        };
    }

    /** The one that stands on the command line, as an absolute path of this process. */
    static Path path(ParseResult given) {
        String named = Objects.requireNonNull(positional(given));
        try {
            if (named.isBlank() || named.chars().anyMatch(Character::isISOControl)) {
                throw CommandException.usage("FILE: the path of a file is needed, without control characters");
            }
            return Path.of(named).toAbsolutePath().normalize();
        } catch (InvalidPathException none) {
            throw CommandException.usage("FILE: that is no path: " + none.getMessage());
        }
    }

    private Request link(ParseResult given) {
        if (one(given, "--name") == null) {
            for (String option : List.of("--permission", "--session", "--type", "--tenant")) {
                if (given.hasMatchedOption(option)) {
                    throw CommandException.usage(option + ": that is for a link with --name; the link without is for"
                            + " whoever runs the service");
                }
            }
            return new Request.MakeLocalLink();
        }
        Json body = body(given, one(given, "--name"), null, null);
        check(given, body, "--name", json::link);
        return new Request.MakeLink(tenant(given), body);
    }

    private static Json body(
            ParseResult given, @Nullable String name, @Nullable String person, @Nullable String expiresIn) {
        byte[] body = JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("name", name);
            for (Member list : Member.LISTS) {
                if (given.hasMatchedOption(list.option)) {
                    json.writeArrayFieldStart(list.name);
                    for (String value : all(given, list.option)) {
                        json.writeString(value);
                    }
                    json.writeEndArray();
                }
            }
            if (expiresIn != null) {
                json.writeStringField("expiresIn", expiresIn.startsWith("P") ? expiresIn : iso(expiresIn));
            }
            if (person != null) {
                json.writeObjectFieldStart("person");
                json.writeStringField("name", person);
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        return new Json(new String(body, StandardCharsets.UTF_8));
    }

    /** As the contract has it; what is no duration stays what it is, to be told so. */
    private static String iso(String span) {
        return Spans.parse(span).map(Duration::toString).orElse(span);
    }

    /** Which option says which member. */
    private record Member(String name, String option) {
        static final List<Member> LISTS = List.of(
                new Member("permissions", "--permission"),
                new Member("sessions", "--session"),
                new Member("types", "--type"));

        static final List<Member> OTHERS =
                List.of(new Member("expiresIn", "--expires-in"), new Member("person", "--person"));
    }

    private static void check(ParseResult given, Json body, String name, Consumer<byte[]> read) {
        if (!given.hasMatchedOption("--permission")) {
            throw CommandException.usage("--permission: one or more of " + List.of(Permission.values())
                    + " are needed, with commas between");
        }
        try {
            read.accept(body.text().getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException wrong) {
            List<Violation> errors = wrong.problem().errors();
            throw CommandException.usage(errors.stream()
                    .map(error -> option(error.pointer(), name) + ": " + error.detail())
                    .distinct()
                    .collect(Collectors.joining("; ")));
        }
    }

    private static String option(String pointer, String name) {
        return Stream.concat(Member.LISTS.stream(), Member.OTHERS.stream())
                .filter(member -> pointer.startsWith("/" + member.name))
                .map(Member::option)
                .findFirst()
                .orElse(name);
    }

    private static Tenant tenant(ParseResult given) {
        String name = Objects.requireNonNullElse(one(given, "--tenant"), Tenant.DEFAULT.name());
        if (!Tenant.isValid(name)) {
            throw CommandException.usage("--tenant: " + Tenant.NEEDED);
        }
        return new Tenant(name);
    }

    /** What an option says; null where it is not there. */
    static @Nullable String one(ParseResult given, String option) {
        return given.hasMatchedOption(option) ? given.matchedOption(option).<String>getValue() : null;
    }

    private static List<String> all(ParseResult given, String option) {
        return given.matchedOption(option).<List<String>>getValue();
    }

    private static @Nullable String positional(ParseResult given) {
        return Optional.ofNullable(given.matchedPositional(0))
                .map(parameter -> parameter.<String>getValue())
                .orElse(null);
    }
}
