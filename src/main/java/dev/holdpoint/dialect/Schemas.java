package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.json.ObjectText;
import java.util.Set;
import java.util.stream.Collectors;

/** What an answer may be, by what the agent's wire can carry back: nobody is offered what would be lost on the way. */
final class Schemas {

    /** Yes or no to a plan, the plan as it was edited, a mode to go on in, words. */
    static final Json PLAN = plan(
            "{\"type\":\"string\",\"minLength\":1}", "{\"enum\":[\"default\",\"acceptEdits\",\"bypassPermissions\"]}");

    /** Yes or no, and words, where the agent goes by the plan that it has in a file, and there is no room for a mode. */
    static final Json PLAN_AS_WRITTEN = plan("false", "false");

    static final Json ANSWERS = new Json("""
            {"type":"object","properties":{"answers":{"type":"object","additionalProperties":\
            {"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}},\
            "annotations":{"type":"object"}},"required":["answers"]}""");

    private static final String NO_WORDS_WITH_A_YES = """
            ,"if":{"properties":{"behavior":{"const":"allow"}}},"then":{"properties":{"message":false}}""";

    private Schemas() {}

    /** What a wire can carry back beside yes and no, and beside words with a no, which all can. */
    enum Carried {
        /** Another input to call the tool with. */
        EDIT,
        /** What is not to be asked again. */
        PERMISSIONS,
        /** That the agent stops altogether. */
        STOP,
        /** Words with a yes. */
        WORDS
    }

    /** Of the answer to a {@code permission}. */
    static Json permission(Carried... carried) {
        Set<Carried> all = Set.of(carried);
        return permission(all.contains(Carried.EDIT) ? "{\"type\":\"object\"}" : "false", all);
    }

    /**
     * Of the answer to a {@code permission} whose edit the agent may lay over its own input: what was left out would be back then, and
     * run though nobody saw it. So nothing can be, and an input of very many members cannot be edited.
     */
    static Json permissionLaidOver(Json input) {
        String names = ObjectText.of(input).names().stream()
                .map(name -> ObjectText.quoted(name).text())
                .collect(Collectors.joining(","));
        boolean fits = names.length() <= Sizes.SCHEMA / 4;
        return permission(fits ? "{\"type\":\"object\",\"required\":[" + names + "]}" : "false", Set.of(Carried.STOP));
    }

    private static Json permission(String edited, Set<Carried> carried) {
        return new Json("""
                {"type":"object","properties":{"behavior":{"enum":["allow","deny"]},\
                "updatedInput":%s,"updatedPermissions":%s,"message":{"type":"string"},"interrupt":%s},\
                "required":["behavior"]%s}""".formatted(
                        edited,
                        carried.contains(Carried.PERMISSIONS) ? "{\"type\":\"array\"}" : "false",
                        carried.contains(Carried.STOP) ? "{\"type\":\"boolean\"}" : "false",
                        carried.contains(Carried.WORDS) ? "" : NO_WORDS_WITH_A_YES));
    }

    private static Json plan(String edited, String mode) {
        return new Json("""
                {"type":"object","properties":{"approved":{"type":"boolean"},"feedback":{"type":"string"},\
                "plan":%s,"permissionMode":%s},"required":["approved"]}""".formatted(edited, mode));
    }
}
