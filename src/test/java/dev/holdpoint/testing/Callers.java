package dev.holdpoint.testing;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Identity.Kind;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Tenant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Callers of every kind. */
public final class Callers {

    public static final Caller ANNA = person("anna", Grant.EVERYTHING);

    /** Somebody unknown of another tenant. */
    public static final Caller STRANGER = new Caller(new Tenant("elsewhere"), null, null, Grant.EVERYTHING);

    private Callers() {}

    public static Caller person(String name, Grant grant) {
        return Caller.known(Tenant.DEFAULT, new Identity("person:" + name, Kind.PERSON, name), grant);
    }

    /** A token of a family that another token began. */
    public static Caller token(String id, String root, Grant grant) {
        return new Caller(
                Tenant.DEFAULT, new Identity("token:" + id, Kind.SERVICE, null), new Family("token:" + root), grant);
    }

    public static Grant grant(Permission... permissions) {
        return new Grant(permissions(permissions), Limits.NONE, false);
    }

    public static Grant grant(Limits limits, Permission... permissions) {
        return new Grant(permissions(permissions), limits, false);
    }

    public static Limits sessions(String... patterns) {
        return new Limits(Arrays.stream(patterns).map(SessionPattern::new).collect(Collectors.toSet()), Set.of());
    }

    public static Limits types(String... types) {
        return new Limits(
                Set.of(), Arrays.stream(types).map(InteractionType::new).collect(Collectors.toSet()));
    }

    private static Set<Permission> permissions(Permission... permissions) {
        return permissions.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(permissions));
    }
}
