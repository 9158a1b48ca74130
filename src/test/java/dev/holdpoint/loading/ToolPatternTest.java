package dev.holdpoint.loading;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.hook.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ToolPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "claude-code~bash~would hold no call; did you mean 'Bash'?",
                "claude-code~Bash(git *)~a matcher is a tool's name, without what it is called with; did you mean 'Bash'?",
                "claude-code~shell~did you mean 'Bash'?",
                "claude-code~Bas~a tool's name is needed, of these or mcp__",
                "claude-code~^bash$~fits no tool of claude-code",
                "claude-code~bash|write~'bash|write' fits no tool",
                "claude-code~bash|Write~'bash' in 'bash|Write' is no tool of claude-code; did you mean 'Bash'?",
                "claude-code~Bash, write~'write' in",
                "claude-code~(~it is no regular expression",
                "claude-code~*~all tools are '.*'",
                "codex~^(?!update_plan)~has '(?!', which the expressions of codex may not know",
                "codex~(?<=B)ash~has '(?<'",
                "claude-code~(?i)bash~has '(?i'",
                "claude-code~\\QBash\\E~has '\\Q'",
                "claude-code~Ba\\x73h~has '\\x'",
                "claude-code~Bash.*+~has '*+'",
                "gemini~(?i)SHELL|write|replace~has '(?i'",
                "claude-code~[[:alpha:]]+~has '['",
                "claude-code~[]B]ash~has '['",
                "codex~[[B]ash~has '['",
                "gemini~[[:lower:]_]+~has '['",
                "codex~shell~'shell' fits no tool of codex that is known here, and would hold no call; did you mean 'Bash'?",
                "codex~exec_command~did you mean 'Bash'?",
                "codex~Bash, Write~fits no tool of codex",
                "codex~Bash(rm:*)~did you mean 'Bash'?",
                "claude-code~|~'|' fits no tool of claude-code",
                "claude-code~xmcp~fits no tool of claude-code",
                "claude-code~my__thing~fits no tool of claude-code",
                "claude-code~mcp-fs~fits no tool",
                "claude-code~(\\w+)+!~fits no tool of claude-code",
                "claude-code~(\\w{1000}){1000}~has '{'",
                "gemini~Bash~did you mean 'run_shell_command'?",
                "gemini~Write|run_shell_command~'Write' in 'Write|run_shell_command' is no tool of gemini; did you mean 'write_file'?",
            })
    void whatHoldsNoCallIsRefusedWithWhatMayHaveBeenMeant(String agent, String tools, String said) {
        assertThatThrownBy(() -> pattern(agent, tools).check())
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "claude-code~Bash",
                "claude-code~Bash|Write",
                "claude-code~Bash, Write",
                "claude-code~.*",
                "claude-code~^(?:Bash|Write)$",
                "claude-code~\\w+",
                "claude-code~Notebook.*",
                "claude-code~^(Bash|Write)$",
                "claude-code~Task",
                "claude-code~mcp__memory__.*",
                "claude-code~.*__write.*",
                "claude-code~Bash|SomethingNew",
                "codex~Bash|apply_patch",
                "codex~Edit|Write",
                "codex~^apply_patch$",
                "codex~mcp__fs__read",
                "claude-code~^[A-Z][a-z]+$",
                "claude-code~[^\\w-]|Bash",
                "gemini~[\\w]+",
                "gemini~shell",
                "gemini~run_shell_command|write_file|replace|web_fetch|save_memory|mcp_.*",
            })
    void whatHoldsSomethingIsTaken(String agent, String tools) {
        assertThatCode(() -> pattern(agent, tools).check()).doesNotThrowAnyException();
    }

    /** Settings come along with what others have written: nothing in them takes more than a moment, or the stack. */
    @ParameterizedTest
    @CsvSource({"'(',Bash,')'", "'(?:',Bash,')*'", "'',Bash,'.*'"})
    void whatNobodyNeedsIsNotLookedAt(String before, String name, String behind) {
        String tools = before.repeat(50_000) + name + behind.repeat(50_000);
        assertThatThrownBy(() -> pattern("claude-code", tools).check())
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining("is longer than 300 characters")
                .message()
                .hasSizeLessThan(500);
    }

    @Test
    void thereMayBeManyNames() {
        assertThatCode(() ->
                        pattern("claude-code", "Bash|".repeat(800) + "Write").check())
                .doesNotThrowAnyException();
    }

    private static ToolPattern pattern(String agent, String tools) {
        return new ToolPattern(Agent.of(agent).orElseThrow(), tools);
    }
}
