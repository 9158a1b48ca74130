package dev.holdpoint.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.client.Trees;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a hook blocks, which is not the same for all. */
class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "CLAUDE_CODE,PreToolUse",
        "CLAUDE_CODE,Elicitation",
        "CLAUDE_CODE,''",
        "CODEX,PreToolUse",
        "CODEX,PermissionRequest",
        "GEMINI,BeforeTool",
        "GEMINI,PermissionRequest"
    })
    void aStatusBlocksWhereItIsHeeded(Agent agent, String event) {
        // When
        Outcome outcome = Outcome.blocked(agent, event, "why");

        // Then
        assertThat(outcome).isEqualTo(new Outcome(2, "", "Holdpoint blocked this: why"));
    }

    /** Else what a Java machine says beside it would open the gate. */
    @Test
    void whatGeminiIsDeniedIsBlockedByTheStatusToo() {
        // Given
        String denied = "{\"decision\":\"deny\",\"reason\":\"no\"}";
        String allowed = "{\"decision\":\"allow\"}";

        // Then
        assertThat(Outcome.decided(Agent.GEMINI, denied, Trees.read(denied))).isEqualTo(new Outcome(2, denied, "no"));
        assertThat(Outcome.decided(Agent.GEMINI, allowed, Trees.read(allowed))).isEqualTo(new Outcome(0, allowed, ""));
        assertThat(Outcome.decided(Agent.CODEX, denied, Trees.read(denied))).isEqualTo(new Outcome(0, denied, ""));
    }

    /** Claude Code takes status 2 for no answer to this one, and asks whoever sits before it, or goes by its rules. */
    @ParameterizedTest
    @CsvSource({"CLAUDE_CODE,PermissionRequest"})
    void aDecisionBlocksWhereTheStatusIsNotHeeded(Agent agent, String event) {
        // When
        Outcome outcome = Outcome.blocked(agent, event, "why");

        // Then
        assertThat(outcome.status()).isZero();
        var answer = Trees.read(outcome.out().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.at("/hookSpecificOutput/decision/behavior").asText()).isEqualTo("deny");
        assertThat(answer.at("/hookSpecificOutput/decision/message").asText()).isEqualTo("Holdpoint blocked this: why");
        assertThat(HookAnswer.fault(agent, event, answer)).isEmpty();
    }
}
