package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.LogLines;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorAuditTest {

    @Test
    void whatWhoeverRunsTheServiceDoesIsOneLine() {
        var by = new Call(new Caller(new Tenant("acme"), null, null, Callers.grant()), null);
        try (var log = new LogLines("dev.holdpoint.audit")) {
            new Audit().onOperator(by, "token-made", "abc");
            assertThat(log.fields())
                    .containsExactly(
                            Map.of("event", "token-made", "address", "local", "tenant", "acme", "subject", "abc"));
        }
    }
}
