package dev.holdpoint.app;

import dev.holdpoint.app.EventBusAnnouncer.Attempt;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.SettleResult.Refusal;
import java.util.List;
import org.jboss.logging.Logger;

/** One line for each settlement, without payloads; and one for each attempt that was none of the caller's business. */
final class SettlementLog {

    private static final Logger LOG = Logger.getLogger("dev.holdpoint.settlement");
    private static final Logger AUDIT = Logger.getLogger("dev.holdpoint.audit");

    private SettlementLog() {}

    static void onEvents(List<InteractionEvent> events) {
        for (InteractionEvent event : events) {
            var interaction = event.interaction();
            var settlement = interaction.settlement();
            if (settlement != null) {
                LOG.infof(
                        "settled %s type=%s status=%s origin=%s by=%s",
                        interaction.id(), interaction.ask().type(), interaction.status(), settlement.origin(), null);
            }
        }
    }

    static void onAttempt(Attempt attempt) {
        if (attempt.result() instanceof SettleResult.Refused refused && refused.refusal() == Refusal.WRONG_SESSION) {
            AUDIT.warnf(
                    "refused to settle %s of session %s for a caller of session %s",
                    refused.interaction().id(),
                    quoted(refused.interaction().ask().session().value()),
                    quoted(String.valueOf(attempt.command().session())));
        }
    }

    /** Session ids are callers' words: nothing in them may look like a line or a field of the log. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
