package dev.holdpoint.broker;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Permission;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The caller lacks a permission; nothing was done. */
public final class ForbiddenException extends RuntimeException {

    private ForbiddenException(String message) {
        super(message);
    }

    /** Throws one where the caller may nothing at all. */
    public static void checkAny(Caller caller) {
        check(caller, Permission.values());
    }

    /** Throws one unless the caller has one of these. */
    public static void check(Caller caller, Permission... any) {
        if (Arrays.stream(any).noneMatch(caller::may)) {
            throw new ForbiddenException("this needs the permission "
                    + Arrays.stream(any).map(one -> "'" + one + "'").collect(Collectors.joining(" or ")));
        }
    }
}
