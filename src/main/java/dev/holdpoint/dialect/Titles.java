package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line for people, made of what an agent wants to do. A model writes much of it, so no part hides another: what runs stands first,
 * what is left out is told, and nothing turns the line around.
 */
final class Titles {

    private static final String MCP = "mcp__";
    private static final String MCP_PART = "__";
    private static final String PATCH_TOOL = "apply_patch";
    private static final Pattern PATCH =
            Pattern.compile("(?s)\\s*\\*\\*\\* Begin Patch\\n.*\\n\\*\\*\\* End Patch\\s*");
    private static final Pattern PATCHED =
            Pattern.compile("(?m)^[ \\t]*+\\*\\*\\* (?:Add File|Update File|Delete File|Move to): *(.+)$");
    private static final Pattern COMMENT = Pattern.compile("\\s*#.*");

    /** Space, and letters that look like it. */
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Zs}\\u2800\\u115f\\u1160\\u3164\\uffa0]+");

    /** What turns a line around, begins another or is not seen; not what joins letters and emoji. */
    private static final Pattern MISLEADING =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\t\\u200c\\u200d]]");

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
        String name = ofServer(tool);
        Optional<String> command = command(input);
        List<String> places = Stream.concat(
                        PATHS.stream()
                                .flatMap(member -> text(input, member).stream())
                                .map(path -> inside(folder, path)),
                        text(input, "url").stream())
                .map(Titles::seen)
                .distinct()
                .toList();
        if (command.isEmpty()) {
            boolean isPath =
                    PATHS.stream().anyMatch(member -> text(input, member).isPresent());
            return line(places.isEmpty() ? seen(name) : seen(name) + (isPath ? " " : ": ") + String.join(", ", places));
        }
        if (tool.equals(PATCH_TOOL) && PATCH.matcher(command.get()).matches()) {
            return line(name + patched(command.get()));
        }
        String beside = Stream.concat(text(input, "description").map(Titles::line).stream(), places.stream())
                .collect(Collectors.joining(", "));
        return line(seen(name) + ": " + run(command.get()) + (beside.isEmpty() ? "" : " (" + beside + ")"));
    }

    /** A name that has a server's in it, as people write that. */
    private static String ofServer(String tool) {
        int part = tool.startsWith(MCP) ? tool.indexOf(MCP_PART, MCP.length() + 1) : -1;
        boolean isOfServer = part > 0 && part + MCP_PART.length() < tool.length();
        return isOfServer ? tool.substring(MCP.length(), part) + ": " + tool.substring(part + MCP_PART.length()) : tool;
    }

    /** The files of a patch: the first, and how many more. */
    private static String patched(String patch) {
        List<String> files = PATCHED.matcher(patch)
                .results()
                .map(file -> seen(file.group(1)))
                .distinct()
                .toList();
        String more = files.size() > 1 ? " and " + (files.size() - 1) + " more" : "";
        return files.isEmpty() ? "" : " " + cut(files.getFirst(), Text.MAX_TITLE / 2) + more;
    }

    /** The first line of a command that runs, and whether there are more. */
    private static String run(String command) {
        List<String> lines = command.lines().filter(line -> !line.isBlank()).toList();
        List<String> running =
                lines.stream().filter(line -> !COMMENT.matcher(line).matches()).toList();
        List<String> told = running.isEmpty() ? lines : running;
        return seen(told.getFirst()) + (told.size() > 1 ? " …" : "");
    }

    /** What a tool is called by people: Gemini CLI tells beside its own name of a server's tool what it is there. */
    static String name(String tool, Json metadata) {
        Json context = metadata.member("mcp_context").orElse(Json.EMPTY_OBJECT);
        return text(context, "server_name")
                .flatMap(server -> text(context, "tool_name").map(name -> server + ": " + name))
                .orElse(tool);
    }

    /** The first line that says something, short enough, and as it is seen. */
    static String line(String text) {
        return cut(seen(firstLine(text)), Text.MAX_TITLE);
    }

    private static String cut(String text, int most) {
        boolean fits = text.codePointCount(0, text.length()) <= most;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** All of it on one line: space is one space, and what misleads is seen. */
    private static String seen(String text) {
        String visible = MISLEADING.matcher(text).replaceAll("\uFFFD");
        return SPACE.matcher(visible).replaceAll(" ").strip();
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
