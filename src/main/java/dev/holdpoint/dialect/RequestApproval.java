package dev.holdpoint.dialect;

import dev.holdpoint.dialect.Schemas.Carried;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model asks a person whether it may do something. */
final class RequestApproval implements McpTool {

    private static final Set<String> RISKS = Set.of("low", "medium", "high");

    private static final Json DESCRIBED = new Json("""
            {"name":"request_approval","title":"Ask a person for leave",\
            "description":"Asks a person whether you may do something, before you do it. Use it for what cannot be undone, costs \
            money, reaches other people or production. Name the action so that it can be judged without the conversation, put \
            the exact arguments into arguments and what one needs to know into details. Go on only where approved is true, and \
            with the arguments of the result, for the person may have edited them, and heed the reason where there \
            is one. Where approved is false a person said no: \
            heed the reason. Where it is null nobody decided, which is no refusal and no consent: do not act, ask again or do \
            something else.",\
            "inputSchema":{"type":"object","properties":{\
            "action":{"type":"string","description":"What you want to do, in a few words."},\
            "details":{"type":"string","description":"What one needs to know to decide, as Markdown."},\
            "risk":{"enum":["low","medium","high"],"description":"How bad it is if it is wrong."},\
            "arguments":{"type":"object","description":"What exactly it is done with; the person may edit it."},%s},\
            "required":["action"]}}""".formatted(Waits.DESCRIBED));

    @Override
    public String name() {
        return "request_approval";
    }

    @Override
    public Json described() {
        return DESCRIBED;
    }

    @Override
    public Called read(ToolUse use) {
        Members arguments = use.arguments();
        String action =
                arguments.requiredString("action", text -> !text.isBlank(), "what is to be approved is needed here");
        String details = arguments.string("details");
        String risk = arguments.string("risk", RISKS::contains, "one of low, medium, high is needed here");
        Json given = arguments.object("arguments");
        Optional<Duration> timeout = Waits.timeout(arguments);
        Optional<Duration> patience = Waits.patience(arguments);
        if (!arguments.violations().isEmpty()) {
            throw new ProblemException(Problem.of(arguments.violations()));
        }
        String wanted = String.valueOf(action);
        Json data = new ObjectText()
                .put("toolName", wanted)
                .put("input", given == null ? Json.EMPTY_OBJECT : given)
                .put("details", details)
                .json();
        Ask ask = new Ask(InteractionType.PERMISSION, use.session(), ToolCall.NO_TIMEOUT)
                .withTitle(Titles.line(wanted))
                .withData(data)
                .withMetadata(
                        new ObjectText().put("agent", "mcp").put("risk", risk).json())
                .withResponseSchema(
                        given == null
                                ? Schemas.permission(Carried.WORDS)
                                : Schemas.permission(Carried.EDIT, Carried.WORDS));
        var asked = new Question(
                ask,
                Optional.empty(),
                name(),
                data,
                Map.of("/data/input", "/arguments", "/timeout", "/timeout", "/data", ""));
        return new Called(use.marked(asked, this), timeout, patience);
    }

    @Override
    public Result answer(Interaction interaction) {
        Json input = interaction.ask().data().member("input").orElse(Json.EMPTY_OBJECT);
        var told = new ObjectText();
        var more = Told.with(Told.of(interaction), interaction);
        switch (Verdict.of(interaction)) {
            case Verdict.Allowed allowed ->
                told.put("approved", true)
                        .putAll(more)
                        .put("reason", allowed.words().isEmpty() ? Json.NULL : ObjectText.quoted(allowed.words()))
                        .put("arguments", allowed.toCallWith());
            case Verdict.Denied denied ->
                told.put("approved", false)
                        .putAll(more)
                        .put("reason", denied.message())
                        .put("arguments", input);
            case Verdict.Undecided _, Verdict.Open() ->
                told.put("approved", Json.NULL).putAll(more).put("arguments", input);
        }
        return Result.structured(told.json());
    }

    @Override
    public Result failed(ToolUse use, Problem problem) {
        return Result.error(problem);
    }
}
