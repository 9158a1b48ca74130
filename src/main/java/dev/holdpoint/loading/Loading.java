package dev.holdpoint.loading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.holdpoint.client.Trees;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.SettingsFile;
import dev.holdpoint.settings.SettingsText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether an agent loads a file of settings: what it stumbles over anywhere in one costs the whole of it, hooks and all, and a call
 * that was to be held goes through.
 *
 * @param isAdministered whether it is an administrator's: Claude Code passes over more in such a one, and what it cannot pass over it
 *     does not go on without
 * @param text as it stands in the file
 */
public record Loading(Agent agent, boolean isAdministered, String text) {

    private static final JsonFactory STRICT = new JsonFactory();
    private static final JsonFactory COMMENTED =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private static final String MARK = "\uFEFF";

    /** Refuses to write into one that is not loaded. */
    public static void check(Agent agent, Path file, String text) {
        new Loading(agent, false, text).trouble().ifPresent(trouble -> {
            throw SettingsFile.unfit(file, trouble);
        });
    }

    /** Whether the agent goes on without what it does not load. */
    public boolean isPassedOver() {
        return switch (agent) {
            case CLAUDE_CODE -> !isAdministered;
            case CODEX -> true;
            case GEMINI -> false;
        };
    }

    /** Where in it the agent stumbles over what, and what comes of that; empty where it does not, as far as is known here. */
    public Optional<String> trouble() {
        String plain = agent == Agent.CLAUDE_CODE ? new SettingsText(text).plain() : text;
        if (plain.isBlank()) {
            return Optional.empty();
        }
        return inGrammar(plain).or(this::inForm).map(found -> found + ", and so " + consequence());
    }

    private String consequence() {
        return isPassedOver() ? "loads nothing of this file, and runs no hook of it" : "does not start";
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

    private Optional<String> inForm() {
        var settings = new SettingsText(text);
        boolean isLenient = agent == Agent.CLAUDE_CODE && isAdministered;
        return Forms.fault(agent, settings, isLenient)
                .or(() -> agent == Agent.CLAUDE_CODE && !isLenient
                        ? settings.root().flatMap(StrayHooks::fault)
                        : Optional.empty())
                .map(fault -> at(fault.at(), fault.words()));
    }

    private String at(int at, String what) {
        return new SettingsText(text).place(at) + ": " + agent.word() + " cannot read " + Trees.oneLine(what);
    }
}
