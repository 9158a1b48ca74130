package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.json.ObjectText;
import org.jspecify.annotations.Nullable;

/** What models are told of an interaction, beside its answer. */
final class Told {

    /** What a model does about a question that is left open. */
    private static final String HINT =
            "Nobody answered yet. This is no refusal: call check with this id, with wait, or go on with other work.";

    private Told() {}

    static ObjectText of(Interaction interaction) {
        Settlement settlement = interaction.settlement();
        return new ObjectText()
                .put("status", interaction.status().toString())
                .put(
                        "origin",
                        settlement == null
                                ? Json.NULL
                                : ObjectText.quoted(settlement.origin().toString()));
    }

    /** And who decided, why, and which it was. */
    static ObjectText with(ObjectText told, Interaction interaction) {
        Settlement settlement = interaction.settlement();
        told.put("decidedBy", identity(settlement == null ? null : settlement.by()))
                .put("reason", reason(interaction))
                .put("id", interaction.id().toString());
        return interaction.isPending() ? told.put("hint", HINT) : told;
    }

    private static Json reason(Interaction interaction) {
        Settlement settlement = interaction.settlement();
        String given = settlement == null ? null : settlement.reason();
        return switch (Reply.of(interaction)) {
            case Reply.Silent(String why) -> ObjectText.quoted(why);
            case Reply.Given _, Reply.Refused _, Reply.Open() -> given == null ? Json.NULL : ObjectText.quoted(given);
        };
    }

    private static Json identity(@Nullable Identity identity) {
        return identity == null
                ? Json.NULL
                : new ObjectText()
                        .put("id", identity.id())
                        .put("kind", identity.kind().toString())
                        .put("name", identity.name() == null ? Json.NULL : ObjectText.quoted(identity.name()))
                        .json();
    }
}
