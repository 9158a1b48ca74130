package dev.holdpoint.broker;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SeparateTypes;
import dev.holdpoint.interaction.Separation;
import java.util.Optional;

/** Whether a caller may ask what it asks, by what it is allowed; and whether it may decide that itself. */
record Admission(SeparateTypes separateTypes) {

    /** Why not; empty where it may. */
    Optional<AskResult> refusal(Caller caller, Ask ask) {
        var limits = caller.grant().limits();
        if (!caller.may(Permission.ASK)) {
            return forbidden("", "asking needs the permission '" + Permission.ASK + "'");
        }
        if (!limits.admit(ask.session())) {
            return forbidden("/sessionId", "the caller is limited to other sessions");
        }
        if (!limits.admit(ask.type())) {
            return forbidden("/type", "the caller is limited to other types");
        }
        if (ask.separation() == Separation.NO && separateTypes.contain(ask.type())) {
            return forbidden("/separate", "whoever asks something of this type does not decide it");
        }
        return separated(ask).isSeparate() && ask.onExpiry() instanceof OnExpiry.Resolve
                ? Optional.of(new AskResult.OwnDefault())
                : Optional.empty();
    }

    /** With what its type says, where the asker says nothing. */
    Ask separated(Ask ask) {
        boolean isSeparate = switch (ask.separation()) {
            case YES -> true;
            case NO -> false;
            case BY_TYPE -> separateTypes.contain(ask.type());
        };
        return ask.withSeparation(isSeparate ? Separation.YES : Separation.NO);
    }

    private static Optional<AskResult> forbidden(String pointer, String why) {
        return Optional.of(new AskResult.Forbidden(pointer, why));
    }
}
