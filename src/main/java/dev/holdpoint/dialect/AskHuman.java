package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model asks a person something, with choices, in words, or by a form. */
final class AskHuman implements McpTool {

    private static final InteractionType FORM = new InteractionType("form");

    private static final Json DESCRIBED = new Json("""
            {"name":"ask_human","title":"Ask a person",\
            "description":"Asks a person and gives back what they answer. Use it where you cannot know or decide something \
            yourself: what is wanted, which of several ways, a fact that only they have. Ask one thing, in a sentence that can \
            be understood without the conversation; put what they need to decide into details. Offer options where the answer \
            is one of a few. Status resolved carries the answer; rejected means that a person would not answer; expired or \
            cancelled means that nobody answered in time, which is no refusal and no consent: ask again, or go on without it.",\
            "inputSchema":{"type":"object","properties":{\
            "question":{"type":"string","description":"What to ask, in one sentence."},\
            "details":{"type":"string","description":"What one needs to know to answer, as Markdown."},\
            "options":{"type":"array","items":{"type":"object","properties":{"label":{"type":"string"},\
            "description":{"type":"string"}},"required":["label"]},"description":"What can be chosen; other words can be given \
            all the same."},\
            "multiSelect":{"type":"boolean","description":"Whether several may be chosen."},\
            "schema":{"type":"object","description":"A JSON Schema of the answer, where it is more than a choice or words: the \
            person gets a form."},%s},"required":["question"]}}""".formatted(Waits.DESCRIBED));

    @Override
    public String name() {
        return "ask_human";
    }

    @Override
    public Json described() {
        return DESCRIBED;
    }

    @Override
    public Called read(ToolUse use) {
        Members arguments = use.arguments();
        String question =
                arguments.requiredString("question", text -> !text.isBlank(), "what to ask is needed here, in words");
        String details = arguments.string("details");
        Json options = options(arguments);
        Boolean several = arguments.truth("multiSelect");
        Json schema = arguments.object("schema");
        Optional<Duration> timeout = Waits.timeout(arguments);
        Optional<Duration> patience = Waits.patience(arguments);
        if (!arguments.violations().isEmpty()) {
            throw new ProblemException(Problem.of(arguments.violations()));
        }
        String text = String.valueOf(question);
        Json data = schema == null
                ? questions(text, details, options, several)
                : new ObjectText()
                        .put("question", text)
                        .put("details", details)
                        .put("options", options)
                        .json();
        Ask ask = new Ask(schema == null ? InteractionType.ASK_USER : FORM, use.session(), ToolCall.NO_TIMEOUT)
                .withTitle(Titles.line(text))
                .withData(data)
                .withMetadata(new ObjectText().put("agent", "mcp").json())
                .withResponseSchema(schema == null ? Schemas.ANSWERS : schema);
        var asked = new Question(
                ask,
                Optional.empty(),
                name(),
                data,
                Map.of("/responseSchema", "/schema", "/timeout", "/timeout", "/data", ""));
        return new Called(use.marked(asked, this), timeout, patience);
    }

    @Override
    public Result answer(Interaction interaction) {
        Json answer = Reply.of(interaction) instanceof Reply.Given(Json response, String _)
                ? answer(interaction.ask(), response)
                : Json.NULL;
        return Result.structured(Told.with(Told.of(interaction).put("answer", answer), interaction)
                .json());
    }

    @Override
    public Result failed(ToolUse use, Problem problem) {
        return Result.error(problem);
    }

    /** The one answer to the one question; of anything else what was answered. */
    private static Json answer(Ask ask, Json response) {
        List<Json> questions =
                ask.data().member("questions").map(Json::elements).orElse(List.of());
        boolean isOne = ask.type().equals(InteractionType.ASK_USER) && questions.size() == 1;
        return isOne
                ? response.member("answers")
                        .flatMap(answers -> ObjectText.of(answers).first())
                        .orElse(response)
                : response;
    }

    private static Json questions(
            String question, @Nullable String details, @Nullable Json options, @Nullable Boolean several) {
        var one = new ObjectText().put("question", question).put("options", options);
        if (several != null) {
            one.put("multiSelect", several);
        }
        return new ObjectText()
                .put("questions", new Json("[" + one.json().text() + "]"))
                .put("details", details)
                .json();
    }

    private static @Nullable Json options(Members arguments) {
        Json options = arguments.optionalValue("options");
        if (options == null) {
            return null;
        }
        List<Json> all = options.elements();
        boolean areLabelled =
                all.stream().allMatch(option -> Titles.text(option, "label").isPresent());
        if (all.isEmpty() || !areLabelled) {
            arguments.report(
                    "options", "a list of one or more objects is needed here, each with a 'label' that is not blank");
        }
        return options;
    }
}
