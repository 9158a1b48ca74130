package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;
import java.util.List;
import java.util.stream.Collectors;

/** {@code AskUserQuestion}: what an agent would have its user asked, and how the answers go back as the tool's input. */
final class Questions {

    static final String TOOL = "AskUserQuestion";

    private Questions() {}

    /** Whether there is something to ask. */
    static boolean areIn(Json input) {
        List<Json> questions = input.member("questions").map(Json::elements).orElse(List.of());
        return !questions.isEmpty()
                && questions.stream()
                        .allMatch(one -> Titles.text(one, "question").isPresent());
    }

    static String title(Json input) {
        return input.member("questions").map(Json::elements).orElse(List.of()).stream()
                .flatMap(question -> Titles.text(question, "question").stream())
                .findFirst()
                .map(Titles::line)
                .orElse("A question");
    }

    static Verdict verdict(Json input, Json response) {
        Json answers = response.member("answers").orElse(Json.EMPTY_OBJECT);
        Json updated = ObjectText.of(input)
                .put("answers", ObjectText.of(answers).replaceAll(answer -> ObjectText.quoted(text(answer))))
                .put(
                        "annotations",
                        response.member("annotations")
                                .filter(one -> one.text().startsWith("{"))
                                .orElse(null))
                .json();
        return new Verdict.Allowed(input, updated, null, "");
    }

    /** An answer as one text: several labels joined. */
    private static String text(Json answer) {
        return answer.string()
                .orElseGet(() -> answer.elements().stream()
                        .flatMap(label -> label.string().stream())
                        .collect(Collectors.joining(", ")));
    }
}
