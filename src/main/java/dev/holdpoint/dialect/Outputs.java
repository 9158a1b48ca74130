package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;
import org.jspecify.annotations.Nullable;

/** What the hooks of Claude Code print, and of those who took them over. */
final class Outputs {

    private Outputs() {}

    /** Of {@code PermissionRequest}: the tool may be used. */
    static Json allowed(@Nullable Json updatedInput, @Nullable Json updatedPermissions) {
        return decision(new ObjectText()
                .put("behavior", "allow")
                .put("updatedInput", updatedInput)
                .put("updatedPermissions", updatedPermissions));
    }

    /** Of {@code PermissionRequest}: it may not. */
    static Json denied(String message, boolean interrupt) {
        var decision = new ObjectText().put("behavior", "deny").put("message", message);
        return decision(interrupt ? decision.put("interrupt", true) : decision);
    }

    /** Of {@code PreToolUse}. */
    static Json use(String decision, @Nullable String reason, @Nullable Json updatedInput) {
        return of(new ObjectText()
                .put("hookEventName", ClaudeCode.PRE_TOOL_USE)
                .put("permissionDecision", decision)
                .put("permissionDecisionReason", reason)
                .put("updatedInput", updatedInput));
    }

    /**
     * Of {@code PreToolUse}: the tool may be used.
     *
     * @param words that the model is to read beside what the tool gives; empty for none
     */
    static Json allowedUse(Json updatedInput, String words) {
        return of(new ObjectText()
                .put("hookEventName", ClaudeCode.PRE_TOOL_USE)
                .put("permissionDecision", "allow")
                .put("updatedInput", updatedInput)
                .put("additionalContext", words.isEmpty() ? null : Plans.APPROVED_WITH + " " + words));
    }

    static Json of(ObjectText output) {
        return new ObjectText().put("hookSpecificOutput", output).json();
    }

    private static Json decision(ObjectText decision) {
        return of(new ObjectText()
                .put("hookEventName", ClaudeCode.PERMISSION_REQUEST)
                .put("decision", decision));
    }
}
