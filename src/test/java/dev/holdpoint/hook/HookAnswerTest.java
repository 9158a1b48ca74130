package dev.holdpoint.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.client.Trees;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be passed on to an agent, and what is none of its words. */
class HookAnswerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow','updatedInput':{'a':1}}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow','updatedInput':{},'additionalContext':'a b'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'deny','permissionDecisionReason':'no'}}",
                "CLAUDE_CODE | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PermissionRequest','decision':{'behavior':'allow','updatedInput':{},'updatedPermissions':[]}}}",
                "CLAUDE_CODE | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PermissionRequest','decision':{'behavior':'deny','message':'no','interrupt':true}}}",
                "CLAUDE_CODE | Elicitation | {'hookSpecificOutput':{'hookEventName':'Elicitation','action':'accept','content':{}}}",
                "CLAUDE_CODE | Elicitation | {'hookSpecificOutput':{'hookEventName':'Elicitation','action':'cancel'}}",
                "CODEX | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow','updatedInput':{'a':1}}}",
                "CODEX | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PermissionRequest','decision':{'behavior':'allow'}}}",
                "GEMINI | BeforeTool | {'decision':'allow'}",
                "GEMINI | BeforeTool | {'decision':'allow','hookSpecificOutput':{'hookEventName':'BeforeTool','tool_input':{}}}",
                "GEMINI | BeforeTool | {'decision':'deny','reason':'no'}",
                "GEMINI | BeforeTool | {'decision':'deny','reason':'no','continue':false}",
            })
    void whatTheWireKnowsIsPassedOn(Agent agent, String event, String answer) {
        assertThat(HookAnswer.fault(agent, event, Trees.read(answer.replace('\'', '"'))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CLAUDE_CODE | PreToolUse | {}",
                "CLAUDE_CODE | PermissionRequest | {}",
                "CLAUDE_CODE | Elicitation | {}",
                "GEMINI | BeforeTool | {}",
                "GEMINI | BeforeTool | {'decision':'approve'}",
                "GEMINI | BeforeTool | {'decision':'ask'}",
                "GEMINI | BeforeTool | {'decision':true}",
                "GEMINI | BeforeTool | {'decision':'deny'}",
                "GEMINI | BeforeTool | {'decision':'deny','reason':'no','continue':true}",
                "GEMINI | BeforeTool | {'decision':'deny','reason':'no','continue':'false'}",
                "GEMINI | BeforeTool | {'decision':'allow','continue':false}",
                "GEMINI | BeforeTool | {'decision':'deny','reason':' '}",
                "GEMINI | BeforeTool | {'decision':'allow','continue':true}",
                "GEMINI | BeforeTool | {'decision':'allow','hookSpecificOutput':{'hookEventName':'AfterTool'}}",
                "GEMINI | BeforeTool | {'decision':'allow','hookSpecificOutput':{'tool_input':'rm'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'permissionDecision':'allow'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PostToolUse','permissionDecision':'allow'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'defer'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'ask'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':['allow']}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow','updatedInput':'x'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'deny'}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow','additionalContext':{}}}",
                "CLAUDE_CODE | PreToolUse | {'hookSpecificOutput':[{'hookEventName':'PreToolUse','permissionDecision':'allow'}]}",
                "CLAUDE_CODE | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow'}}",
                "CLAUDE_CODE | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PermissionRequest','decision':'allow'}}",
                "CLAUDE_CODE | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PermissionRequest','decision':{'behavior':'allow','message':'x'}}}",
                "CLAUDE_CODE | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PermissionRequest','decision':{'behavior':'deny'}}}",
                "CLAUDE_CODE | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PermissionRequest','decision':{'behavior':'allow','updatedPermissions':{}}}}",
                "CODEX | PermissionRequest | {'hookSpecificOutput':{'hookEventName':'PermissionRequest','decision':{'behavior':'allow','updatedInput':{}}}}",
                "CODEX | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow'}}",
                "CODEX | PreToolUse | {'hookSpecificOutput':{'hookEventName':'PreToolUse','permissionDecision':'allow','updatedInput':null}}",
                "CLAUDE_CODE | Elicitation | {'hookSpecificOutput':{'hookEventName':'Elicitation','action':'yes'}}",
                "CLAUDE_CODE | Stop | {'hookSpecificOutput':{'hookEventName':'Stop','decision':{'behavior':'allow'}}}",
                "CODEX | PreToolUse | null",
                "CODEX | PreToolUse | 'allow'",
            })
    void allElseIsNone(Agent agent, String event, String answer) {
        assertThat(HookAnswer.fault(agent, event, Trees.read(answer.replace('\'', '"'))))
                .isPresent();
    }
}
