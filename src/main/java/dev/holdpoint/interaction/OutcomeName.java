package dev.holdpoint.interaction;

import java.util.Arrays;
import java.util.Optional;

/**
 * What people call the end of an interaction, whatever its status is called. The one place that says so:
 *
 * <table>
 * <caption>The first row that applies</caption>
 * <tr><th>caused by</th><th>settled as</th><th>type</th><th>name</th></tr>
 * <tr><td>the deadline</td><td>anything, a default too: silence is nobody's decision</td><td>any</td><td>nobody</td></tr>
 * <tr><td>the asker, the session, a lost asker</td><td>cancelled</td><td>any</td><td>withdrawn</td></tr>
 * <tr><td>a responder</td><td>resolved, {@code behavior} is {@code allow}</td><td>permission</td><td>allowed</td></tr>
 * <tr><td>a responder</td><td>resolved, {@code behavior} is {@code deny}; rejected</td><td>permission</td><td>denied</td></tr>
 * <tr><td>a responder</td><td>resolved, {@code approved} is true</td><td>plan-approval</td><td>approved</td></tr>
 * <tr><td>a responder</td><td>resolved, {@code approved} is false</td><td>plan-approval</td><td>declined</td></tr>
 * <tr><td>a responder</td><td>rejected</td><td>any other</td><td>declined</td></tr>
 * <tr><td>a responder</td><td>resolved</td><td>any</td><td>answered</td></tr>
 * </table>
 */
public enum OutcomeName {
    ALLOWED("allowed"),
    DENIED("denied"),
    APPROVED("approved"),
    DECLINED("declined"),
    ANSWERED("answered"),
    NOBODY("nobody"),
    WITHDRAWN("withdrawn");

    private static final Json ALLOW = new Json("\"allow\"");
    private static final Json DENY = new Json("\"deny\"");
    private static final Json TRUE = new Json("true");
    private static final Json FALSE = new Json("false");

    private final String text;

    OutcomeName(String text) {
        this.text = text;
    }

    public static Optional<OutcomeName> parse(String text) {
        return Arrays.stream(values()).filter(name -> name.text.equals(text)).findFirst();
    }

    /** Empty while the interaction is pending. */
    public static Optional<OutcomeName> of(Interaction interaction) {
        return Optional.ofNullable(interaction.settlement())
                .map(settlement -> of(interaction.ask().type(), settlement));
    }

    public static OutcomeName of(InteractionType type, Settlement settlement) {
        if (settlement.origin() == Origin.TIMEOUT) {
            return NOBODY;
        }
        return switch (settlement.outcome()) {
            case Outcome.Expired() -> NOBODY;
            case Outcome.Cancelled _ -> WITHDRAWN;
            case Outcome.Rejected _ -> type.equals(InteractionType.PERMISSION) ? DENIED : DECLINED;
            case Outcome.Resolved resolved -> of(type, resolved.response());
        };
    }

    private static OutcomeName of(InteractionType type, Json response) {
        if (type.equals(InteractionType.PERMISSION)) {
            return either(response.member("behavior"), ALLOW, ALLOWED, DENY, DENIED);
        }
        return type.equals(InteractionType.PLAN_APPROVAL)
                ? either(response.member("approved"), TRUE, APPROVED, FALSE, DECLINED)
                : ANSWERED;
    }

    /** What is neither was asked for by a schema of the asker's own. */
    private static OutcomeName either(
            Optional<Json> value, Json one, OutcomeName ofOne, Json other, OutcomeName ofOther) {
        return value.filter(one::equals)
                .map(_ -> ofOne)
                .or(() -> value.filter(other::equals).map(_ -> ofOther))
                .orElse(ANSWERED);
    }

    @Override
    public String toString() {
        return text;
    }
}
