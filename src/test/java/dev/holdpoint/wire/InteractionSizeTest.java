package dev.holdpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What pages, queues and sweeps are measured by is what goes over the wire, never less and hardly more. */
class InteractionSizeTest {

    private static final int HARDLY_MORE = 1 << 10;
    private static final List<String> PIECES = List.of(
            "a",
            "0",
            " ",
            "\"",
            "\\",
            "/",
            "\u0001",
            "\b",
            "\t",
            "\n",
            "\f",
            "\r",
            "\u001f",
            "\u007f",
            "\u00e4",
            "\u07ff",
            "\u0800",
            "\u2028",
            "\u4e2d",
            "\uffff",
            "\ud83d\ude00",
            "\udbff\udfff");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void nothingIsLargerThanItsSize() {
        for (int i = 0; i < 2_000; i++) {
            Interaction interaction = interaction(identity(), identity());

            assertThat(InteractionView.encode(interaction).length)
                    .as("seed %d, %s", seed, interaction)
                    .isLessThanOrEqualTo(interaction.size());
        }
    }

    @Test
    void itsWeightHoldsAllItsLargeParts() {
        for (int i = 0; i < 2_000; i++) {
            Interaction interaction = interaction(null, null);
            Json schema = interaction.ask().responseSchema();
            Json response = interaction.settlement() == null
                    ? null
                    : interaction.settlement().response();
            int characters = interaction.ask().data().text().length()
                    + interaction.ask().metadata().text().length()
                    + (schema == null ? 0 : schema.text().length())
                    + (response == null ? 0 : response.text().length());

            assertThat(interaction.weight()).isGreaterThan(2 * characters).isLessThan(2 * characters + 20_000);
        }
    }

    @Test
    void nothingIsMuchSmallerThanItsSize() {
        for (int i = 0; i < 2_000; i++) {
            Interaction interaction = interaction(null, null);

            assertThat(InteractionView.encode(interaction).length)
                    .as("seed %d, %s", seed, interaction)
                    .isBetween(interaction.size() - HARDLY_MORE, interaction.size());
        }
    }

    @Test
    void theLargestWordsAroundWhatCallersSayFit() {
        var ask = new Ask(new InteractionType("x".repeat(64)), new SessionId("s"), Ask.MAX_TIMEOUT)
                .withOnExpiry(new OnExpiry.Resolve(new Json("1")));
        var by = new Identity("x".repeat(300), Identity.Kind.SERVICE, "\u4e2d".repeat(200));
        var outcome = new Outcome.Resolved(new Json("1"), "");
        var at = Instant.parse("2026-11-23T08:15:30.123Z");
        var interaction = new Interaction(
                new InteractionId(UUID.randomUUID()),
                Tenant.DEFAULT,
                ask,
                at,
                by,
                null,
                new Settlement(at, Origin.ASKER_LOST, by, outcome));

        assertThat(InteractionView.encode(interaction).length).isLessThanOrEqualTo(interaction.size());
    }

    private Interaction interaction(Identity asker, Identity decider) {
        var ask = new Ask(new InteractionType("t".repeat(1 + random.nextInt(64))), session(), timeout())
                .withTitle(random.nextBoolean() ? null : text(200))
                .withData(json(4))
                .withMetadata(new Json("{\"a\":" + json(2) + "}"))
                .withResponseSchema(random.nextBoolean() ? null : json(2))
                .withOnExpiry(onExpiry())
                .withLease(random.nextBoolean() ? null : timeout())
                .withSeparation(random.nextBoolean() ? Separation.YES : Separation.NO);
        Instant asked = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        return new Interaction(
                new InteractionId(new UUID(random.nextLong(), random.nextLong())),
                Tenant.DEFAULT,
                ask,
                asked,
                asker,
                null,
                random.nextInt(4) == 0 ? null : settlement(decider));
    }

    private Settlement settlement(Identity decider) {
        String reason = random.nextBoolean() ? null : text(2_000);
        Outcome outcome = switch (random.nextInt(4)) {
            case 0 -> new Outcome.Resolved(json(4), reason);
            case 1 -> new Outcome.Rejected(reason);
            case 2 -> new Outcome.Cancelled(reason);
            default -> new Outcome.Expired();
        };
        List<Origin> origins = List.of(Origin.values());
        Origin origin = origins.get(random.nextInt(origins.size()));
        return new Settlement(Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)), origin, decider, outcome);
    }

    private OnExpiry onExpiry() {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> new OnExpiry.Reject(text(2_000));
            default -> new OnExpiry.Resolve(json(3));
        };
    }

    private Identity identity() {
        var kind = random.nextBoolean() ? Identity.Kind.PERSON : Identity.Kind.SERVICE;
        return random.nextInt(3) == 0 ? null : new Identity(text(300), kind, random.nextBoolean() ? null : text(100));
    }

    private SessionId session() {
        String text = text(200)
                .codePoints()
                .filter(point -> !Character.isISOControl(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new SessionId(text.isEmpty() ? "s" : text);
    }

    private Duration timeout() {
        return Duration.ofMillis(100 + random.nextLong(Ask.MAX_TIMEOUT.toMillis()));
    }

    /** As it came in: some of it escaped that need not be. */
    private Json json(int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> new Json("-1.50e+10");
            case 1, 2 -> new Json(quoted(text(20)));
            case 3 -> new Json("[" + json(depth - 1) + "," + json(depth - 1) + "]");
            default -> new Json("{" + quoted(text(5)) + ":" + json(depth - 1) + "}");
        };
    }

    private String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean isEscaped = unit < 0x20 || unit == '"' || unit == '\\' || random.nextInt(10) == 0;
            quoted.append(isEscaped ? String.format("\\u%04x", (int) unit) : String.valueOf(unit));
        }
        String whole = quoted.append('"').toString();
        // half of a pair may have been escaped: it is a lone one then, which nothing takes in
        return StandardCharsets.UTF_8.newEncoder().canEncode(whole) ? whole : "\"\"";
    }

    private String text(int most) {
        var text = new StringBuilder();
        boolean isOfOne = random.nextInt(3) == 0;
        String one = PIECES.get(random.nextInt(PIECES.size()));
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(isOfOne ? one : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
