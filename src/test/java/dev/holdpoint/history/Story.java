package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.history.Stream.Event;
import dev.holdpoint.history.Stream.Filter;
import dev.holdpoint.testing.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tells a history in which every promise is kept: one thing after another, a second each. A caller calls once. */
final class Story {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final long SECOND = 1_000_000_000;

    private final List<Operation> operations = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private final List<Event> log = new ArrayList<>();
    private final Map<String, ObjectNode> kept = new LinkedHashMap<>();
    private int seconds;

    static ObjectNode json(String text) {
        return (ObjectNode) Api.tree(text.replace('\'', '"'));
    }

    /** An ask of session s that is its caller's own, with more members, each with a comma before it. */
    static Call.Ask ask(String token, String more, @Nullable String key, int seconds) {
        return new Call.Ask(
                json("{'type':'question','sessionId':'s','data':'" + token + "'" + more + "}"), key, seconds);
    }

    static Call.Settle settle(String token, Call.Verb verb, String reason, @Nullable String key) {
        String response = verb == Call.Verb.RESOLVE ? "'response':'" + reason + "'," : "";
        return new Call.Settle("id-" + token, verb, json("{" + response + "'reason':'" + reason + "'}"), key);
    }

    /** Makes an ask, which is answered with a status. */
    Story asked(String caller, Call.Ask ask, int status) {
        make(ask);
        return called(caller, ask, status, false, shown(ask.token()));
    }

    /** Makes an ask whose caller is told nothing. */
    Story askedInVain(String caller, Call.Ask ask) {
        make(ask);
        return called(caller, ask, 0, false, Answer.NONE.body());
    }

    /** Settles what is pending; the caller wins. */
    Story won(String caller, Call.Settle settle) {
        settled(settle);
        return called(caller, settle, 200, false, kept.get(settle.id()));
    }

    Story settledInVain(String caller, Call.Settle settle) {
        settled(settle);
        return called(caller, settle, 503, false, json("{}"));
    }

    Story lost(String caller, Call.Settle settle) {
        ObjectNode problem = json("{}").set("interaction", kept.get(settle.id()).deepCopy());
        return called(caller, settle, 409, false, problem);
    }

    /** It settles by itself. */
    Story due(String token, String status, String origin, @Nullable String reason) {
        end("id-" + token, status, origin, null, reason);
        seconds++;
        return this;
    }

    Story removed(String caller, String session, String... tokens) {
        for (String token : tokens) {
            end("id-" + token, "cancelled", "session", null, "Session removed");
        }
        return called(caller, new Call.Remove(session), 200, false, json("{}").put("cancelled", tokens.length));
    }

    Story called(String caller, Call call, int status, boolean replayed, JsonNode body) {
        long begin = seconds * SECOND;
        int waited = call instanceof Call.Ask ask ? ask.seconds() : call instanceof Call.Get get ? get.seconds() : 0;
        operations.add(new Operation(
                caller,
                "a replica",
                call,
                begin + 1,
                begin + waited * SECOND + 9,
                new Answer(status, replayed, body.deepCopy())));
        seconds += waited + 1;
        return this;
    }

    Story read(String caller, String token, int wait) {
        return called(caller, new Call.Get("id-" + token, wait), 200, false, shown(token));
    }

    Story listed(String caller, String session) {
        ObjectNode page = json("{'items':[],'nextCursor':null}");
        kept.values().stream()
                .filter(Sighting::isPending)
                .filter(Filter.ofSession(session)::matches)
                .forEach(item -> page.withArray("items").add(item.deepCopy()));
        return called(caller, new Call.Pending(session), 200, false, page);
    }

    ObjectNode shown(String token) {
        return kept.get("id-" + token);
    }

    /** A fresh tab, which is told what is pending. */
    Story opened(String tab, Filter filter) {
        ObjectNode snapshot = json("{'pending':[],'truncated':false}");
        kept.values().stream()
                .filter(Sighting::isPending)
                .filter(filter::matches)
                .forEach(item -> snapshot.withArray("pending").add(item.deepCopy()));
        long begin = seconds * SECOND;
        var sync = new Event(log.size(), "sync", snapshot, begin + 9);
        streams.add(new Stream(tab, "a replica", filter, OptionalLong.empty(), begin + 1, List.of(sync)));
        seconds++;
        return this;
    }

    /** A tab that comes back, and is told what it missed. */
    Story resumed(String tab, Filter filter) {
        long after = streams.stream()
                .filter(stream -> stream.tab().equals(tab))
                .toList()
                .getLast()
                .events()
                .getLast()
                .id();
        long begin = seconds * SECOND;
        List<Event> missed = log.stream()
                .filter(event -> event.id() > after && filter.matches(event.data()))
                .map(event -> new Event(event.id(), event.name(), event.data(), begin + 9))
                .toList();
        streams.add(new Stream(tab, "a replica", filter, OptionalLong.of(after), begin + 1, missed));
        seconds++;
        return this;
    }

    History history() {
        Map<String, ObjectNode> types = new LinkedHashMap<>();
        kept.values().forEach(interaction -> {
            ObjectNode counts = types.computeIfAbsent(
                    interaction.path("type").asText(),
                    type -> json("{'requested':0,'pending':0,'resolved':0,'rejected':0,'expired':0,'cancelled':0}"));
            for (String name : List.of("requested", interaction.path("status").asText())) {
                counts.put(name, counts.path(name).asInt() + 1);
            }
        });
        List<ObjectNode> pending =
                kept.values().stream().filter(Sighting::isPending).toList();
        ObjectNode statistics = json("{}").put("pending", pending.size());
        statistics.put(
                "sessions",
                pending.stream().map(one -> one.path("sessionId")).distinct().count());
        statistics.putObject("types").setAll(types);
        return new History(
                START,
                List.copyOf(operations),
                List.copyOf(streams),
                List.of(),
                new History.End(seconds * SECOND, List.copyOf(kept.values()), List.copyOf(log), statistics));
    }

    private void make(Call.Ask ask) {
        ObjectNode interaction = json("{'id':'id-" + ask.token() + "'}").setAll((ObjectNode) ask.body());
        Instant requested = START.plusSeconds(seconds);
        Duration timeout = Duration.parse(ask.body().path("timeout").asText("PT24H"));
        interaction.remove("timeout");
        interaction.remove("lease");
        interaction
                .put("status", "pending")
                .put("requestedAt", requested.toString())
                .put("expiresAt", requested.plus(timeout).toString());
        if (!interaction.has("onExpiry")) {
            interaction.putNull("onExpiry");
        }
        List.of("decidedAt", "origin", "response", "reason").forEach(interaction::putNull);
        kept.put(interaction.path("id").asText(), interaction);
        tell("interaction-requested", interaction);
    }

    private void settled(Call.Settle settle) {
        String reason = settle.body().path("reason").asText();
        String origin = settle.verb() == Call.Verb.CANCEL ? "asker" : "responder";
        String status = Map.of("resolve", "resolved", "reject", "rejected", "cancel", "cancelled")
                .get(settle.verb().path());
        end(settle.id(), status, origin, settle.body().get("response"), reason);
    }

    private void end(String id, String status, String origin, @Nullable JsonNode response, @Nullable String reason) {
        ObjectNode settled = kept.get(id).deepCopy();
        settled.put("status", status)
                .put("decidedAt", START.plusSeconds(seconds).toString())
                .put("origin", origin)
                .put("reason", reason);
        if (response != null) {
            settled.set("response", response);
        }
        kept.put(id, settled);
        tell("interaction-" + status, settled);
    }

    private void tell(String name, ObjectNode interaction) {
        log.add(new Event(log.size() + 1L, name, interaction.deepCopy(), Long.MAX_VALUE));
    }
}
