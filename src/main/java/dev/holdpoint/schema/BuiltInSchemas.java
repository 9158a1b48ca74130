package dev.holdpoint.schema;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import java.util.Map;
import java.util.Optional;

/** The response schemas of the well-known types. Further members of a response are allowed. */
final class BuiltInSchemas {

    private static final Map<InteractionType, Json> SCHEMAS = Map.of(
            InteractionType.PERMISSION,
            new Json("""
                    {"type":"object","properties":{"behavior":{"enum":["allow","deny"]},\
                    "updatedInput":{"type":"object"},"updatedPermissions":{"type":"array"},\
                    "message":{"type":"string"},"interrupt":{"type":"boolean"}},"required":["behavior"]}"""),
            InteractionType.PLAN_APPROVAL,
            new Json("""
                    {"type":"object","properties":{"approved":{"type":"boolean"},\
                    "permissionMode":{"type":"string"},"feedback":{"type":"string"}},"required":["approved"]}"""),
            InteractionType.ASK_USER,
            new Json("""
                    {"type":"object","properties":{"answers":{"type":"object","additionalProperties":\
                    {"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}}},\
                    "required":["answers"]}"""));

    private BuiltInSchemas() {}

    static Optional<Json> of(InteractionType type) {
        return Optional.ofNullable(SCHEMAS.get(type));
    }
}
