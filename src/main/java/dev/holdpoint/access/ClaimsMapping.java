package dev.holdpoint.access;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Tenant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is by the claims of a token that was checked (HTTP contract on callers, section 4). What it does not
 * understand allows nothing. Immutable.
 */
final class ClaimsMapping {

    private static final String WORD = "holdpoint:";
    private static final int MAX_NAME = 200;
    private static final List<ClaimPointer> NAMES =
            List.of(new ClaimPointer("/name"), new ClaimPointer("/preferred_username"));

    private final ProviderSettings settings;

    ClaimsMapping(ProviderSettings settings) {
        this.settings = settings;
    }

    /** What came of it. */
    sealed interface Mapped {
        /** Somebody is known. */
        record Known(Caller caller) implements Mapped {}

        /** Nobody can be known by it. */
        record Unknown(String why) implements Mapped {}

        /** Somebody is known, who has no place here. */
        record Refused(String why) implements Mapped {}
    }

    Mapped of(Map<String, Object> claims) {
        String id = settings.name() + ":" + claims.get("sub");
        if (!(claims.get("sub") instanceof String subject) || subject.isEmpty() || !Identity.isId(id)) {
            return new Mapped.Unknown("the token names no subject, or one that is too long");
        }
        Tenant tenant = tenant(claims);
        if (tenant == null) {
            return new Mapped.Refused("the token names no tenant");
        }
        List<AuthorizationDetail> details = AuthorizationDetail.allIn(claims);
        Set<Limits> limits = new HashSet<>();
        details.forEach(detail -> limits.add(detail.limits()));
        if (limits.size() > 1) {
            return new Mapped.Refused("the token has authorization_details with different limits: one set is taken");
        }
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        permissions.addAll(permissions(claims));
        details.forEach(detail -> permissions.addAll(detail.actions()));
        var grant = new Grant(permissions, limits.stream().findFirst().orElse(Limits.NONE), false);
        return new Mapped.Known(Caller.known(tenant, new Identity(id, kind(claims), name(claims)), grant));
    }

    private Set<Permission> permissions(Map<String, Object> claims) {
        Set<String> words = words(claims, settings.claims().permissions(), true);
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        words.stream()
                .filter(word -> word.startsWith(WORD))
                .flatMap(word -> Permission.parse(word.substring(WORD.length())).stream())
                .forEach(permissions::add);
        Stream.concat(words.stream(), words(claims, settings.claims().groups(), false).stream())
                .map(settings.roles()::get)
                .filter(allowed -> allowed != null)
                .forEach(permissions::addAll);
        return permissions;
    }

    /**
     * The strings of a claim.
     *
     * @param areSpaced whether one string has several, as a {@code scope} has
     */
    private static Set<String> words(Map<String, Object> claims, ClaimPointer pointer, boolean areSpaced) {
        var words = new LinkedHashSet<String>();
        switch (pointer.in(claims).orElse(List.of())) {
            case String text -> words.addAll(areSpaced ? List.of(text.split(" ", -1)) : List.of(text));
            case List<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .forEach(words::add);
            default -> {} // allows nothing
        }
        return words;
    }

    private @Nullable Tenant tenant(Map<String, Object> claims) {
        return settings.claims()
                .tenant()
                .map(pointer -> pointer.in(claims))
                .map(named -> named.filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(Tenant::isValid)
                        .map(Tenant::new))
                .orElse(Optional.of(Tenant.DEFAULT))
                .orElse(null);
    }

    private @Nullable String name(Map<String, Object> claims) {
        return settings.claims().name().map(List::of).orElse(NAMES).stream()
                .flatMap(pointer -> pointer.in(claims).stream())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(ClaimsMapping::isName)
                .findFirst()
                .orElse(null);
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= MAX_NAME && text.chars().noneMatch(Character::isISOControl);
    }

    private Identity.Kind kind(Map<String, Object> claims) {
        return switch (settings.kind()) {
            case PERSON -> Identity.Kind.PERSON;
            case SERVICE -> Identity.Kind.SERVICE;
            case AUTO -> isService(claims) ? Identity.Kind.SERVICE : Identity.Kind.PERSON;
        };
    }

    private static boolean isService(Map<String, Object> claims) {
        Object subject = claims.get("sub");
        return subject != null
                && (subject.equals(claims.get("client_id"))
                        || subject.equals(claims.get("azp"))
                        || "app".equals(claims.get("idtyp"))
                        || subject.toString().startsWith("system:serviceaccount:")
                        || String.valueOf(claims.get("preferred_username")).startsWith("service-account-"));
    }
}
