package dev.holdpoint.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Trees;
import dev.holdpoint.hook.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether an agent loads a file of settings: what it stumbles over anywhere in one costs the whole of it, hooks and all, and a call
 * that was to be held goes through.
 *
 * @param text as it stands in the file
 */
record Loading(Agent agent, String text) {

    private static final JsonFactory STRICT = new JsonFactory();
    private static final JsonFactory COMMENTED =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private static final String MARK = "\uFEFF";

    /** Refuses to write into one that is not loaded. */
    static void check(Agent agent, Path file, String text) {
        new Loading(agent, text).trouble().ifPresent(trouble -> {
            throw new NotDoneException(file + ", " + trouble + "; nothing was changed: mend it first");
        });
    }

    /** Tells of those that can be read here alone: our hooks in them are of no effect. */
    static void examine(Agent agent, AgentFiles files, Switches switches) {
        for (Path file : Gate.places(files, agent).toList()) {
            SettingsFile.of(file)
                    .filter(found -> found.root() != null)
                    .flatMap(found -> of(agent, file).trouble())
                    .ifPresent(trouble -> {
                        String words = agent.word() + ": " + file + ", " + trouble;
                        if (agent == Agent.GEMINI) {
                            switches.bad(words);
                        } else {
                            switches.off(gate -> gate.file().equals(file), words + ": every call goes through");
                        }
                    });
        }
    }

    /** What is to be told of one that cannot be read here: a danger where it may have had our hook, and the agent goes on without. */
    static Switches.Finding unread(Agent agent, AgentFiles files, SettingsFile file) {
        Loading loading = of(agent, file.file());
        Optional<String> trouble = loading.trouble();
        if (trouble.isEmpty()) {
            return new Switches.Finding(
                    Switches.Kind.BAD,
                    agent.word() + ": " + file.file()
                            + " cannot be read here, so whether its hooks are run is not known: " + file.trouble());
        }
        String words = agent.word() + ": " + file.file() + ", " + trouble.get();
        boolean isOpen = agent != Agent.GEMINI && loading.hadOurs(files, file.file());
        return isOpen
                ? new Switches.Finding(Switches.Kind.DANGER, words + ": every call goes through")
                : new Switches.Finding(Switches.Kind.BAD, words);
    }

    private boolean hadOurs(AgentFiles files, Path file) {
        try {
            return text.contains("hook " + agent.word())
                    || Before.of(files.kept(), file).isPresent();
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** Where in it the agent stumbles over what, and what comes of that; empty where it does not, as far as is known here. */
    Optional<String> trouble() {
        String plain = agent == Agent.CLAUDE_CODE && text.startsWith(MARK) ? " " + text.substring(1) : text;
        if (plain.isBlank()) {
            return Optional.empty();
        }
        return inGrammar(plain).or(this::inForm).map(found -> found + ", and so " + consequence());
    }

    private String consequence() {
        return switch (agent) {
            case CLAUDE_CODE, CODEX -> "loads nothing of this file, and runs no hook of it";
            case GEMINI -> "does not start";
        };
    }

    /** Claude Code takes a byte order mark, Gemini CLI comments, and none a comma behind the last of a list. */
    private Optional<String> inGrammar(String plain) {
        if (plain.startsWith(MARK)) {
            return Optional.of(at(0, "a byte order mark"));
        }
        JsonFactory grammar = agent == Agent.GEMINI ? COMMENTED : STRICT;
        try (JsonParser parser = grammar.createParser(plain)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something behind its end", parser.currentTokenLocation());
            }
            return Optional.empty();
        } catch (JsonProcessingException none) {
            int at = none.getLocation() == null ? 0 : (int) none.getLocation().getCharOffset();
            return Optional.of(at(at, words(at, none)));
        } catch (IOException none) {
            return Optional.of(at(0, String.valueOf(none.getMessage())));
        }
    }

    /** The two that people write most are called by their names. */
    private String words(int at, JsonProcessingException none) {
        String behind = text.substring(Math.min(at, text.length()));
        String before = text.substring(0, Math.min(at, text.length())).stripTrailing();
        if (behind.startsWith("/")) {
            return "a comment";
        }
        if (before.endsWith(",") && (behind.startsWith("}") || behind.startsWith("]"))) {
            return "a comma with nothing behind it";
        }
        return "what is no JSON there (" + none.getOriginalMessage() + ")";
    }

    /** Gemini CLI passes over what is wrong in one hook. */
    private Optional<String> inForm() {
        if (agent == Agent.GEMINI) {
            return Optional.empty();
        }
        return new SettingsText(text)
                .root()
                .flatMap(root -> new HookForm(agent)
                        .fault(root)
                        .or(() -> agent == Agent.CLAUDE_CODE ? ClaudeCodeForm.fault(root) : Optional.empty()))
                .map(fault -> at(fault.at(), fault.words()));
    }

    private String at(int at, String what) {
        return new SettingsText(text).place(at) + ": " + agent.word() + " cannot read "
                + Trees.visible(what.replaceAll("\\R+", "; "));
    }

    /** What nobody can read here is empty: that is told where it is read for its hooks. */
    private static Loading of(Agent agent, Path file) {
        try {
            return new Loading(agent, Files.readString(file));
        } catch (IOException unreadable) {
            return new Loading(agent, "");
        }
    }
}
