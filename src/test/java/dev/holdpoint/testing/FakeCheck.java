package dev.holdpoint.testing;

import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.ResponseCheck;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * A check that is told at a glance: {@link #ONLY_YES} takes one response, {@link #NONE} is no schema, {@link #ENDLESS} takes
 * too long for every response, and for {@link #BUSY} there is no room.
 */
public final class FakeCheck implements ResponseCheck {

    /** Takes {@code "yes"} and nothing else. */
    public static final Json ONLY_YES = new Json("{\"const\":\"yes\"}");

    /** Is not a schema. */
    public static final Json NONE = new Json("{\"type\":\"nothing\"}");

    /** Takes too long to check by. */
    public static final Json ENDLESS = new Json("{\"title\":\"endless\"}");

    /** Cannot be checked for now. */
    public static final Json BUSY = new Json("{\"title\":\"busy\"}");

    public static final Json YES = new Json("\"yes\"");
    public static final Json NO = new Json("\"no\"");

    public static final CheckResult.Violated NO_SCHEMA =
            new CheckResult.Violated(List.of(new Violation("/responseSchema/type", "no such type")));
    public static final CheckResult.Unusable TOO_COMPLEX = new CheckResult.Unusable("too complex");
    public static final CheckResult.Violated NOT_YES =
            new CheckResult.Violated(List.of(new Violation("", "yes is needed here")));

    @Override
    public Optional<Json> builtIn(InteractionType type) {
        return type.equals(InteractionType.PERMISSION) ? Optional.of(ONLY_YES) : Optional.empty();
    }

    @Override
    public Uni<CheckResult> checkSchema(Json schema) {
        return schema.equals(BUSY)
                ? Uni.createFrom().failure(new OverloadedException("busy"))
                : Uni.createFrom().item(schema.equals(NONE) ? NO_SCHEMA : CheckResult.passed());
    }

    @Override
    public Uni<CheckResult> checkResponse(Json schema, Json response) {
        if (schema.equals(BUSY)) {
            return Uni.createFrom().failure(new OverloadedException("busy"));
        }
        if (schema.equals(ENDLESS)) {
            return Uni.createFrom().item(TOO_COMPLEX);
        }
        return Uni.createFrom().item(schema.equals(ONLY_YES) && !response.equals(YES) ? NOT_YES : CheckResult.passed());
    }
}
