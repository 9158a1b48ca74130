package dev.holdpoint.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.client.Trees;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.hook.Denial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A hook's line, run as the agent runs it, with a call that nobody makes; and what became of it. */
final class Probe {

    private static final String ELICITATION = "Elicitation";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Probe() {}

    /** How it ended. */
    enum Kind {
        /** Somebody was asked, nobody answered, and it was blocked: as it should be. */
        ASKED,

        /** Somebody was asked, and allowed it: as it should be, too. */
        ALLOWED,

        /** It blocks, and asks nobody: the agent can do nothing. */
        BLOCKS_ALL,

        /** It does not block: the agent can do everything. */
        OPEN
    }

    /** And why, in its own words. */
    record Result(Kind kind, String words) {}

    static Result run(Agent agent, String event, String line, Path folder) {
        try {
            Process process = new ProcessBuilder(agent == Agent.GEMINI ? "bash" : "sh", "-c", line)
                    .directory(folder.toFile())
                    .start();
            CompletableFuture<String> out = later(process.getInputStream());
            CompletableFuture<String> err = later(process.getErrorStream());
            try (var in = process.getOutputStream()) {
                in.write(call(agent, event).toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException deaf) {
                // what it does then is told by its end
            }
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Result(Kind.OPEN, "it does not end within " + PATIENCE.toSeconds() + " s");
            }
            return judge(
                    agent,
                    event,
                    process.exitValue(),
                    out.get(PATIENCE.toSeconds(), TimeUnit.SECONDS),
                    err.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (IOException | ExecutionException | TimeoutException broken) {
            return new Result(Kind.OPEN, "it cannot be run: " + broken.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(Kind.OPEN, "interrupted");
        }
    }

    private static CompletableFuture<String> later(InputStream stream) {
        var all = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().start(() -> {
            try (stream) {
                all.complete(new String(stream.readNBytes(1 << 20), StandardCharsets.UTF_8));
            } catch (IOException broken) {
                all.complete("");
            }
        });
        return all;
    }

    private static ObjectNode call(Agent agent, String event) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("hook_event_name", event);
        call.put("session_id", "doctor-" + UUID.randomUUID());
        call.put("probe", true);
        if (event.equals(ELICITATION)) {
            call.put("mcp_server_name", "holdpoint doctor");
            call.put("message", "holdpoint doctor asks whether this hook is in the way");
            call.putObject("requested_schema").put("type", "object").putObject("properties");
            call.put("elicitation_id", "doctor-" + UUID.randomUUID());
            return call;
        }
        call.put("tool_name", agent == Agent.GEMINI ? "run_shell_command" : "Bash");
        call.putObject("tool_input")
                .put("command", "true")
                .put("description", "holdpoint doctor asks whether this hook is in the way");
        call.put("tool_use_id", "doctor-" + UUID.randomUUID());
        return call;
    }

    static Result judge(Agent agent, String event, int status, String out, String err) {
        if (status == 2 && agent.wantsDecisionOn(event)) {
            return new Result(
                    Kind.OPEN,
                    "it ends with 2, which " + agent.word() + " does not heed on this event"
                            + (err.isBlank() ? "" : ": " + words(err)));
        }
        if (agent == Agent.GEMINI && status == 2 && (out + err).isBlank()) {
            return new Result(Kind.OPEN, "it ends with 2 and says nothing");
        }
        boolean isSaid =
                agent == Agent.GEMINI && Trees.read(out).path("decision").isTextual(); // whatever the status
        if (status == 2 && !isSaid) {
            return new Result(Kind.BLOCKS_ALL, words(err.isBlank() ? "it ends with 2 and says nothing" : err));
        }
        if (status != 0 && !isSaid) {
            return new Result(Kind.OPEN, "it ends with " + status + (err.isBlank() ? "" : ": " + words(err)));
        }
        JsonNode answer = Trees.read(out);
        JsonNode output = answer.path("hookSpecificOutput");
        if (event.equals(ELICITATION)) {
            return switch (output.path("action").asText("")) {
                case "accept" -> new Result(Kind.ALLOWED, "");
                case "decline", "cancel" -> new Result(Kind.ASKED, "");
                default -> open(out);
            };
        }
        JsonNode decision = output.path("decision");
        String said = agent == Agent.GEMINI
                ? answer.path("decision").asText("")
                : event.equals("PermissionRequest")
                        ? decision.path("behavior").asText("")
                        : output.path("permissionDecision").asText("");
        String why = agent == Agent.GEMINI
                ? answer.path("reason").asText("")
                : event.equals("PermissionRequest")
                        ? decision.path("message").asText("")
                        : output.path("permissionDecisionReason").asText("");
        return switch (said) {
            case "deny" -> new Result(why.startsWith(Denial.BY_ITSELF) ? Kind.BLOCKS_ALL : Kind.ASKED, words(why));
            case "allow" -> new Result(Kind.ALLOWED, "");
            default -> open(out);
        };
    }

    private static Result open(String out) {
        return new Result(Kind.OPEN, "it says nothing that blocks: '" + words(out) + "'");
    }

    /** In a line that a person can read. */
    static String words(String text) {
        String line = Trees.oneLine(text.strip());
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
