package dev.holdpoint.testing;

import dev.holdpoint.broker.ResponseCheck;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.util.List;
import java.util.Optional;

/** A check that is told at a glance: {@link #ONLY_YES} takes one response, {@link #NONE} is no schema. */
public final class FakeCheck implements ResponseCheck {

    /** Takes {@code "yes"} and nothing else. */
    public static final Json ONLY_YES = new Json("{\"const\":\"yes\"}");

    /** Is not a schema. */
    public static final Json NONE = new Json("{\"type\":\"nothing\"}");

    public static final Json YES = new Json("\"yes\"");
    public static final Json NO = new Json("\"no\"");

    public static final List<Violation> NO_SCHEMA = List.of(new Violation("/responseSchema/type", "no such type"));
    public static final List<Violation> NOT_YES = List.of(new Violation("", "yes is needed here"));

    @Override
    public Optional<Json> builtIn(InteractionType type) {
        return type.equals(InteractionType.PERMISSION) ? Optional.of(ONLY_YES) : Optional.empty();
    }

    @Override
    public List<Violation> checkSchema(Json schema) {
        return schema.equals(NONE) ? NO_SCHEMA : List.of();
    }

    @Override
    public List<Violation> checkResponse(Json schema, Json response) {
        return schema.equals(ONLY_YES) && !response.equals(YES) ? NOT_YES : List.of();
    }
}
