package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The tools that MCP's conformance suite calls by name, beside those of the service; a profile enables them. */
@Alternative
@Singleton
public class FixtureTools {

    private static final Json NOTHING = new Json("{\"type\":\"object\"}");
    private static final Json SCHEMA = new Json("""
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",\
            "$defs":{"address":{"type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}},\
            "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"}},"additionalProperties":false}""");
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    /** How often somebody was not told what a call came to. */
    private final AtomicInteger cut = new AtomicInteger();

    @Produces
    @Singleton
    McpTools tools() {
        return McpTools.ofThisService()
                .with(List.of(
                        new Fixture("json_schema_2020_12_tool", SCHEMA, ignored -> atOnce(), FixtureTools::text),
                        new Fixture("test_simple_text", NOTHING, ignored -> atOnce(), FixtureTools::text),
                        new Fixture("test_error_handling", NOTHING, ignored -> refused(), FixtureTools::text),
                        new Fixture("test_tool_with_progress", NOTHING, FixtureTools::held, FixtureTools::text),
                        new Fixture("test_reconnection", NOTHING, FixtureTools::held, this::cutOff)));
    }

    public int cut() {
        return cut.get();
    }

    private static McpTool.Called atOnce() {
        return McpTool.Called.of(new Heard.AnsweredAtOnce(ObjectText.quoted("This is a text.")));
    }

    private static McpTool.Called refused() {
        throw new ProblemException(Problem.Kind.INVALID_REQUEST, "this goes wrong each time");
    }

    /** Asks, and waits for an answer that nobody gives. */
    private static McpTool.Called held(ToolUse use) {
        Ask ask =
                new Ask(new InteractionType("fixture"), use.session(), ToolCall.NO_TIMEOUT).withTitle("Waits a while");
        var asked = new Question(ask, Optional.empty(), "fixture", Json.EMPTY_OBJECT, Map.of());
        return new McpTool.Called(asked, Optional.empty(), Optional.of(A_WHILE));
    }

    private static McpTool.Result text(Interaction interaction) {
        return McpTool.Result.text(ObjectText.quoted("It is " + interaction.status() + "."));
    }

    /** The first who would be told is cut off, as by a service that shuts down. */
    private McpTool.Result cutOff(Interaction interaction) {
        if (cut.compareAndSet(0, 1)) {
            throw new ProblemException(Problem.Kind.SHUTTING_DOWN, "the service shuts down");
        }
        return text(interaction);
    }

    /**
     * One of them.
     *
     * @param input the schema of its arguments
     */
    private record Fixture(
            String name, Json input, Function<ToolUse, Called> called, Function<Interaction, Result> answered)
            implements McpTool {

        @Override
        public Json described() {
            return new ObjectText()
                    .put("name", name)
                    .put("description", "A tool of the conformance suite.")
                    .put("inputSchema", input)
                    .json();
        }

        @Override
        public Called read(ToolUse use) {
            Called understood = called.apply(use);
            return understood.heard() instanceof Question question
                    ? new Called(use.marked(question, this), understood.timeout(), understood.patience())
                    : understood;
        }

        @Override
        public Result answer(Interaction interaction) {
            return answered.apply(interaction);
        }

        @Override
        public Result failed(ToolUse use, Problem problem) {
            return Result.error(problem);
        }
    }
}
