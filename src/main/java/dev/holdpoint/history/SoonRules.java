package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.history.Call.Ask;
import dev.holdpoint.history.Checker.Findings;
import dev.holdpoint.history.Evidence.Made;
import dev.holdpoint.history.History.Outage.Of;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How long things take: what is due settles soon, who waits is told soon, and answers come in time. */
final class SoonRules {

    private final History history;
    private final Evidence evidence;
    private final long late;
    private final long answer;
    private final long hold;
    private final Findings findings;
    private final Map<String, List<Made<Ask>>> asks;
    private final Map<String, List<Made<Call.Get>>> gets;

    SoonRules(Evidence evidence, Bounds bounds, Findings findings) {
        this.history = evidence.history();
        this.evidence = evidence;
        this.late = bounds.late().plus(bounds.clocks()).toNanos();
        this.answer = bounds.answer().toNanos();
        this.hold = bounds.hold().toNanos();
        this.findings = findings;
        this.asks = evidence.made(Ask.class, Ask::token);
        this.gets = evidence.made(Call.Get.class, Call.Get::id);
    }

    void check() {
        history.operations().forEach(this::checkAnswered);
        evidence.standing().values().forEach(this::checkDue);
    }

    private void checkAnswered(Operation operation) {
        long wait = Duration.ofSeconds(waited(operation.call())).toNanos();
        long begin = operation.begin();
        long end = operation.end();
        if (operation.answer().status() == 0) {
            return; // the caller left, or the connection broke
        }
        String at = operation.at();
        boolean isThere = history.isCalm(begin, end, outage -> outage.of() == Of.REPLICA && outage.isOf(at));
        if (end - begin > wait + answer && isThere) {
            findings.add(Promise.ANSWERED_SOON, "answered after " + millis(end - begin) + " ms: " + operation);
        }
        if (wait == 0 || !operation.answer().isSuccess()) {
            return;
        }
        JsonNode told = operation.answer().body();
        long due = Sighting.isPending(told)
                ? begin + wait
                : Math.max(begin, history.nanos(Sighting.time(told, "decidedAt")));
        if (end > due + late && history.isCalm(due, end, outage -> outage.isOf(at))) {
            findings.add(Promise.WAIT_HELD, "told " + millis(end - due) + " ms after it could be: " + operation);
        }
    }

    /** Any replica settles what is due; a lease that a dead one holds lasts longer. */
    private void checkDue(JsonNode interaction) {
        boolean isPending = Sighting.isPending(interaction);
        long settled = isPending ? history.end().begin() : history.nanos(Sighting.time(interaction, "decidedAt"));
        long expires = history.nanos(Sighting.time(interaction, "expiresAt"));
        if (settled > expires + late && history.isCalm(expires, settled, History.Outage::isOfAll)) {
            add(settled - expires, "its deadline", interaction);
        }
        lostAt(interaction).ifPresent(lost -> {
            if (settled > lost + late && history.isCalm(lost - hold, settled, outage -> true)) {
                add(settled - lost, "its lease", interaction);
            }
        });
    }

    private void add(long nanos, String what, JsonNode interaction) {
        findings.add(Promise.SETTLED_SOON, millis(nanos) + " ms after " + what + " had passed: " + interaction);
    }

    /** When its lease has passed for certain; empty where it has none, or nobody surely awaited it. */
    private OptionalLong lostAt(JsonNode interaction) {
        List<Made<Ask>> asked = asks.getOrDefault(interaction.path("data").asText(), List.of());
        if (asked.isEmpty() || asked.getFirst().call().lease().isEmpty()) {
            return OptionalLong.empty();
        }
        List<Operation> waits = Stream.concat(
                        asked.stream().map(Made::operation),
                        gets.getOrDefault(interaction.path("id").asText(), List.of()).stream()
                                .map(Made::operation))
                .filter(operation -> waited(operation.call()) > 0)
                .toList();
        boolean isSure = waits.stream()
                .anyMatch(wait -> wait.answer().isSuccess()
                        && Sighting.isPending(wait.answer().body()));
        LongStream ends = waits.stream().mapToLong(Operation::end);
        long lease = asked.getFirst().call().lease().orElseThrow().toNanos();
        return isSure ? OptionalLong.of(ends.max().orElseThrow() + lease) : OptionalLong.empty();
    }

    private static int waited(Call call) {
        return switch (call) {
            case Ask ask -> ask.seconds();
            case Call.Get get -> get.seconds();
            default -> 0;
        };
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
