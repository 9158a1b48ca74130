package dev.holdpoint.access;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a token allows of the type {@code holdpoint} (RFC 9396). One that is not understood to its end allows nothing. */
record AuthorizationDetail(Set<Permission> actions, Limits limits) {

    private static final String TYPE = "holdpoint";

    /** {@code locations} says where it is for, which the audience does. */
    private static final Set<String> MEMBERS = Set.of("type", "actions", "sessions", "types", "locations");

    static List<AuthorizationDetail> allIn(Map<String, Object> claims) {
        return claims.get("authorization_details") instanceof List<?> details
                ? details.stream().flatMap(detail -> read(detail).stream()).toList()
                : List.of();
    }

    private static Optional<AuthorizationDetail> read(Object detail) {
        if (!(detail instanceof Map<?, ?> members)
                || !TYPE.equals(members.get("type"))
                || !MEMBERS.containsAll(members.keySet())) {
            return Optional.empty();
        }
        Optional<Set<Permission>> actions = set(
                members,
                "actions",
                text -> Permission.parse(text).isPresent(),
                text -> Permission.parse(text).orElseThrow());
        Optional<Set<SessionPattern>> sessions =
                limit(members, "sessions", SessionPattern::isValid, SessionPattern::new);
        Optional<Set<InteractionType>> types = limit(members, "types", InteractionType::isValid, InteractionType::new);
        return actions.isPresent() && sessions.isPresent() && types.isPresent()
                ? Optional.of(new AuthorizationDetail(actions.get(), new Limits(sessions.get(), types.get())))
                : Optional.empty();
    }

    /** No member is no limit; an empty list is none that could be kept. */
    private static <T> Optional<Set<T>> limit(
            Map<?, ?> members, String name, Predicate<String> isValid, Function<String, T> read) {
        return members.containsKey(name)
                ? set(members, name, isValid, read).filter(values -> !values.isEmpty())
                : Optional.of(Set.of());
    }

    private static <T> Optional<Set<T>> set(
            Map<?, ?> members, String name, Predicate<String> isValid, Function<String, T> read) {
        return members.get(name) instanceof List<?> list
                        && list.stream().allMatch(value -> value instanceof String text && isValid.test(text))
                ? Optional.of(
                        list.stream().map(value -> read.apply((String) value)).collect(Collectors.toSet()))
                : Optional.empty();
    }
}
