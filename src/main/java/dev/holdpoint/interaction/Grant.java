package dev.holdpoint.interaction;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a credential allows.
 *
 * @param opensSessions whether all that is in the sessions of its limits is seen, whoever asked it: so where they were set by
 *     somebody who may see all of it
 */
public record Grant(Set<Permission> permissions, Limits limits, boolean opensSessions) {

    /** All there is to be allowed. */
    public static final Grant EVERYTHING = new Grant(EnumSet.allOf(Permission.class), Limits.NONE, false);

    private static final Set<Permission> LOOKING = Set.of(Permission.DECIDE, Permission.READ, Permission.MANAGE);

    public Grant {
        permissions = Set.copyOf(permissions);
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether it shows what others asked, too. */
    public boolean showsOthers() {
        return permissions.stream().anyMatch(LOOKING::contains);
    }

    /** Whose interactions it shows, within its limits, to one of a family. */
    Scope.Askers askers(@Nullable Family family) {
        boolean isOpened = opensSessions && !limits.sessions().isEmpty();
        return showsOthers() || isOpened ? new Scope.Askers.Anybody() : new Scope.Askers.Kin(family);
    }
}
