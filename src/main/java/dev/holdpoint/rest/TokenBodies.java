package dev.holdpoint.rest;

import dev.holdpoint.access.TokenRequest;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.wire.Durations;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bodies of who wants a token, a link, or to sign in by one. */
public final class TokenBodies {

    private static final Set<String> LINK = Set.of("name", "permissions", "sessions", "types");
    private static final Set<String> TOKEN = Set.of("name", "permissions", "sessions", "types", "expiresIn", "person");
    private static final String PERMISSION_SHAPE = "one of " + List.of(Permission.values()) + " is needed here";

    private TokenBodies() {}

    public static TokenRequest token(byte[] bytes) {
        StrictJson.Read read = StrictJson.read(bytes, Sizes.BODY, "person");
        Members body = read.body().allowOnly(TOKEN);
        boolean isForPerson = body.object("person") != null;
        String person = isForPerson
                ? read.inner()
                        .allowOnly(Set.of("name"))
                        .requiredString("name", TokenRequest::isName, TokenRequest.NAME_SHAPE)
                : null;
        return request(body, life(body), person);
    }

    public static TokenRequest link(byte[] bytes) {
        return request(StrictJson.read(bytes, Sizes.BODY).allowOnly(LINK), null, null);
    }

    /** The secret of a link. */
    static String secret(byte[] bytes) {
        Members body = StrictJson.read(bytes, Sizes.BODY).allowOnly(Set.of("secret"));
        String secret = body.requiredString("secret", text -> true, "a string is needed here");
        check(body);
        return Objects.requireNonNull(secret);
    }

    /** Of who has nothing to say. */
    static void empty(byte[] bytes) {
        check(StrictJson.read(bytes, Sizes.BODY).allowOnly(Set.of()));
    }

    private static TokenRequest request(Members body, @Nullable Duration life, @Nullable String person) {
        String name = body.requiredString("name", TokenRequest::isName, TokenRequest.NAME_SHAPE);
        var permissions = set(
                body.strings("permissions", text -> Permission.parse(text).isPresent(), PERMISSION_SHAPE),
                text -> Permission.parse(text).orElseThrow());
        var sessions =
                set(body.strings("sessions", SessionPattern::isValid, SessionPattern.SHAPE), SessionPattern::new);
        var types = set(
                body.strings(
                        "types",
                        InteractionType::isValid,
                        "a type of the shape " + InteractionType.SHAPE + " is needed here"),
                InteractionType::new);
        check(body);
        return new TokenRequest(Objects.requireNonNull(name), permissions, sessions, types, life, person);
    }

    private static @Nullable Duration life(Members body) {
        String text = body.string(
                "expiresIn",
                value -> Durations.parse(value).filter(TokenRequest::isLife).isPresent(),
                TokenRequest.LIFE_SHAPE);
        return text == null ? null : Durations.parse(text).orElseThrow();
    }

    private static <T> @Nullable Set<T> set(@Nullable List<String> texts, Function<String, T> read) {
        return texts == null ? null : texts.stream().map(read).collect(Collectors.toUnmodifiableSet());
    }

    private static void check(Members body) {
        if (!body.violations().isEmpty()) {
            throw new ProblemException(Problem.of(body.violations()));
        }
    }
}
