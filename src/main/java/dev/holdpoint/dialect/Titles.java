package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One line for people, made of what an agent wants to do. */
final class Titles {

    private static final Pattern MCP_TOOL = Pattern.compile("mcp__(.+?)__(.+)");
    private static final Pattern PATCHED = Pattern.compile("(?m)^\\*\\*\\* (?:Add|Update|Delete) File: (.+)$");
    private static final Pattern SHELL = Pattern.compile("(?:.*/)?(?:ba|da|a|z|k|mk|fi)?sh");
    private static final Pattern RUNS_SCRIPT = Pattern.compile("-[eilux]*c");
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
    private static final List<String> PATHS =
            List.of("file_path", "notebook_path", "path", "absolute_path", "dir_path");

    private Titles() {}

    /**
     * What a tool is called for.
     *
     * @param folder where the agent works, so that paths in it are short; empty where that is not known
     */
    static String ofTool(String tool, Json input, String folder) {
        Matcher mcp = MCP_TOOL.matcher(tool);
        String name = mcp.matches() ? mcp.group(1) + ": " + mcp.group(2) : tool;
        Optional<String> command = command(input);
        if (command.isPresent()) {
            Matcher patched = PATCHED.matcher(command.get());
            return patched.find()
                    ? line(name + " " + patched.group(1))
                    : line(name + ": "
                            + text(input, "description")
                                    .orElse(firstLine(command.get()).strip()));
        }
        Optional<String> path =
                PATHS.stream().flatMap(member -> text(input, member).stream()).findFirst();
        Optional<String> address = text(input, "url");
        return path.map(found -> line(name + " " + inside(folder, found)))
                .or(() -> address.map(found -> line(name + ": " + found)))
                .orElseGet(() -> line(name));
    }

    /** What a tool is called by people: Gemini CLI tells beside its own name of a server's tool what it is there. */
    static String name(String tool, Json metadata) {
        Json context = metadata.member("mcp_context").orElse(Json.EMPTY_OBJECT);
        return text(context, "server_name")
                .flatMap(server -> text(context, "tool_name").map(name -> server + ": " + name))
                .orElse(tool);
    }

    /** The first line that says something, short enough and without control characters. */
    static String line(String text) {
        String first = firstLine(text).replaceAll("\\p{Cc}+", " ").strip();
        boolean fits = first.codePointCount(0, first.length()) <= Text.MAX_TITLE;
        return fits ? first : first.substring(0, first.offsetByCodePoints(0, Text.MAX_TITLE - 1)) + "…";
    }

    /** A member that is a string and says something. */
    static Optional<String> text(Json object, String name) {
        return object.member(name).flatMap(Json::string).filter(text -> !text.isBlank());
    }

    /** A command as one text, also where it is a list of words. */
    private static Optional<String> command(Json input) {
        Optional<Json> command = input.member("command");
        return command.flatMap(Json::string)
                .or(() -> command.map(Json::elements).flatMap(Titles::command))
                .filter(text -> !text.isBlank());
    }

    /** The script, where a shell runs that and nothing else; else all words, quoted as the card quotes them. */
    private static Optional<String> command(List<Json> elements) {
        List<String> words =
                elements.stream().flatMap(word -> word.string().stream()).toList();
        if (words.isEmpty() || words.size() < elements.size()) {
            return Optional.empty();
        }
        boolean isScript = words.size() == 3
                && SHELL.matcher(words.getFirst()).matches()
                && RUNS_SCRIPT.matcher(words.get(1)).matches();
        return Optional.of(
                isScript ? words.getLast() : words.stream().map(Titles::quoted).collect(Collectors.joining(" ")));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String inside(String folder, String path) {
        String beginning = folder.endsWith("/") ? folder : folder + "/";
        return !folder.isEmpty() && path.startsWith(beginning) ? path.substring(beginning.length()) : path;
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }
}
