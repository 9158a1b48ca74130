package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem;
import java.time.Duration;
import java.util.Optional;

/** A tool that asks people, as MCP clients call it. What it needs to answer stands in what was asked. */
public interface McpTool {

    String name();

    /** What clients and models are told of it: its entry in {@code tools/list}. */
    Json described();

    /**
     * Understands a call.
     *
     * @throws dev.holdpoint.wire.ProblemException where it is none
     */
    Called read(ToolUse use);

    /** What its caller is told of how the question stands. */
    Result answer(Interaction interaction);

    /** Whether its caller goes on where a call fails in any way but in the tool's own words. */
    default boolean blocksByWords() {
        return false;
    }

    /** What its caller is told where nothing was asked: in its own words, where those block. */
    Result failed(ToolUse use, Problem problem);

    /** What its caller is told where its call's id was used with another input. */
    default Result reused(ToolUse use) {
        return failed(
                use, Problem.of(Problem.Kind.IDEMPOTENCY_KEY_REUSED, "this call id was asked with another input"));
    }

    /**
     * A call that was understood.
     *
     * @param timeout when the question settles by itself; empty for the usual
     * @param patience how long the call is held; empty for as long as the question lives
     */
    record Called(Heard heard, Optional<Duration> timeout, Optional<Duration> patience) {

        /** What is held until it is answered. */
        static Called of(Heard heard) {
            return new Called(heard, Optional.empty(), Optional.empty());
        }
    }

    /**
     * A tool's result.
     *
     * @param content told as text
     * @param isStructured whether it is told as it is, too
     */
    record Result(Json content, boolean isStructured, boolean isError) {

        /** One text, for programs that look for nothing else. */
        static Result text(Json content) {
            return new Result(content, false, false);
        }

        static Result structured(Json content) {
            return new Result(content, true, false);
        }

        /** What went wrong, told to the model. */
        public static Result error(Problem problem) {
            return new Result(ObjectText.quoted(Failed.words(problem)), false, true);
        }

        /** The text that it is told as: a string as what it says. */
        public String text() {
            return content.string().orElseGet(content::text);
        }
    }
}
