package dev.holdpoint.app;

import dev.holdpoint.broker.EventListener;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Settlement;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * One line for each settlement, without payloads, its facts as fields too; and one for each attempt that was none of the
 * caller's business.
 */
@Singleton
class SettlementLog implements EventListener {

    private static final Logger LOG = Logger.getLogger("dev.holdpoint.settlement");

    @Override
    public void onEvents(List<InteractionEvent> events) {
        for (InteractionEvent event : events) {
            Settlement settlement = event.interaction().settlement();
            if (event.kind() == InteractionEvent.Kind.SETTLED && settlement != null) {
                tell(event.interaction(), settlement);
            }
        }
    }

    @Override
    public void onSkipped(long first, long last) {
        LOG.warnf("the settlements among events %d to %d are not told here: too much happened at once", first, last);
    }

    private static void tell(Interaction interaction, Settlement settlement) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        var facts = new LinkedHashMap<String, String>();
        facts.put("interaction", interaction.id().toString());
        facts.put("type", interaction.ask().type().value());
        facts.put("status", settlement.status().toString());
        facts.put("origin", settlement.origin().toString());
        Identity by = settlement.by();
        if (by != null) {
            facts.put("by", by.id());
        }
        facts.forEach(MDC::put);
        try {
            LOG.infof(
                    "settled %s type=%s status=%s origin=%s by=%s",
                    interaction.id(), interaction.ask().type(), settlement.status(), settlement.origin(), id(by));
        } finally {
            facts.keySet().forEach(MDC::remove);
        }
    }

    private static @Nullable String id(@Nullable Identity identity) {
        return identity == null ? null : quoted(identity.id());
    }

    /** What callers say is quoted: nothing in it may look like a line or a field of the log. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
