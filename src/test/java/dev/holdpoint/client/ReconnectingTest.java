package dev.holdpoint.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.testing.StandIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are tried again; time goes by when it is told to. */
class ReconnectingTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration TRYING = Duration.ofMinutes(10);
    private static final String PENDING =
            "{\"id\":\"1\",\"type\":\"plan-approval\",\"status\":\"pending\",\"expiresAt\":\"2026-01-01T01:00:00.000Z\"}";
    private static final String SETTLED = "{\"id\":\"1\",\"type\":\"plan-approval\",\"status\":\"resolved\","
            + "\"origin\":\"responder\",\"response\":{\"approved\":true}}";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private final StandIn server = new StandIn();
    private final List<String> told = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Reconnecting.Time time = new Reconnecting.Time() {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pass(Duration pause) {
            pauses.add(pause);
            now += pause.toNanos();
        }
    };

    @TempDir
    Path temporary;

    @AfterEach
    void end() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "408", "429", "200", "599"})
    void whatWillPassIsTriedAgainAndToldOnce(int status) {
        server.answers((exchange, number) -> {
            if (number < 3) {
                StandIn.send(exchange, status, "text/html", "<p>later</p>");
            } else {
                StandIn.send(exchange, 200, "application/json", "{\"a\":1}");
            }
        });
        Reply reply = calls(Credential.NONE).call(Call.get("v1/x"), LONG, TRYING);
        assertThat(reply.json().path("a").asInt()).isEqualTo(1);
        assertThat(server.heard()).hasSize(4);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).contains("is not reached", "trying again");
        assertThat(told.getLast()).contains("is reached again");
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "409", "413", "422", "501"})
    void whatIsRefusedIsNotTriedAgain(int status) {
        server.answers(status, "{}");
        assertThat(calls(Credential.NONE).call(Call.get("v1/x"), LONG, TRYING).status())
                .isEqualTo(status);
        assertThat(server.heard()).hasSize(1);
    }

    @Test
    void aSessionThatIsFullIsARefusalAndABusyMinuteIsNot() {
        server.answers((exchange, number) -> {
            exchange.getResponseHeaders().set("Retry-After", "30");
            StandIn.send(
                    exchange,
                    429,
                    "application/problem+json",
                    "{\"type\":\"urn:holdpoint:problem:" + (number == 0 ? "rate-limited" : "too-many-pending") + "\"}");
        });
        Reply reply = calls(Credential.NONE).call(Call.get("v1/x"), LONG, TRYING);
        assertThat(reply.slug()).isEqualTo("too-many-pending");
        assertThat(pauses).hasSize(1);
        assertThat(pauses.getFirst()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void atItsEndItIsGivenUp() {
        server.answers(503, "{}");
        assertThatThrownBy(() -> calls(Credential.NONE).call(Call.get("v1/x"), LONG, Duration.ofSeconds(10)))
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining("is not reached: status 503");
        Duration all = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void pausesGrowAndAreNeverTheSame() {
        var backoff = new Backoff(new Random(7));
        var other = new Backoff(new Random(8));
        Duration most = Duration.ofMillis(200);
        for (int i = 0; i < 12; i++) {
            Duration pause = backoff.next(Duration.ZERO);
            assertThat(pause).isBetween(most.dividedBy(2), most);
            assertThat(other.next(Duration.ZERO)).isNotEqualTo(pause);
            most = most.multipliedBy(2).compareTo(Duration.ofSeconds(5)) > 0
                    ? Duration.ofSeconds(5)
                    : most.multipliedBy(2);
        }
    }

    @Test
    void aTokenThatWasRenewedIsShown() throws Exception {
        Path file = Files.writeString(temporary.resolve("token"), "old\n");
        server.answers((exchange, number) -> {
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            Files.writeString(file, "new\n");
            StandIn.send(exchange, shown.equals("Bearer new") ? 200 : 401, "application/json", "{}");
        });
        var calls = calls(Credential.in(file));
        assertThat(calls.call(Call.get("v1/x"), LONG, TRYING).status()).isEqualTo(200);
        Files.writeString(file, "newer\n");
        calls.call(Call.get("v1/x"), LONG, TRYING);
        assertThat(server.heard())
                .extracting(StandIn.Heard::authorization)
                .containsExactly("Bearer old", "Bearer new", "Bearer newer", "Bearer new");
    }

    @Test
    void anAskThatMayHaveBeenHeardIsAskedWithTheSameKeyForAsLongAsItLives() {
        server.answers((exchange, number) -> {
            if (number < 30) {
                exchange.close();
            } else {
                StandIn.send(exchange, 201, "application/json", PENDING);
            }
        });
        Asking asking = asking();
        Told told = asking.ask("{}".getBytes(StandardCharsets.UTF_8), "k\"1", Duration.ofHours(1));
        assertThat(told.id()).isEqualTo("1");
        assertThat(server.heard())
                .hasSize(31)
                .allSatisfy(heard -> assertThat(heard.key()).isEqualTo("\"k\\\"1\""));
    }

    @Test
    void anAskThatNobodyHearsIsGivenUpSoon() {
        String url = server.url();
        server.close();
        var service = new Service(Place.of(url), Credential.NONE);
        var asking = new Asking(service, new Reconnecting(service, told::add, time), CLOCK);
        assertThatThrownBy(() -> asking.ask(new byte[0], "k", Duration.ofDays(1)))
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining("nobody listens there");
        assertThat(time.nanos()).isLessThan(Duration.ofSeconds(11).toNanos());
    }

    @Test
    void aWaitGoesOnUntilTheEndOfTheQuestionAndALittleMore() {
        server.answers((exchange, number) -> {
            if (number == 0) {
                StandIn.send(exchange, 200, "application/json", PENDING);
            } else {
                exchange.close();
            }
        });
        assertThatThrownBy(() -> asking().await("1")).isInstanceOf(NotDoneException.class);
        assertThat(Duration.ofNanos(time.nanos())).isBetween(Duration.ofMinutes(64), Duration.ofMinutes(66));
    }

    @Test
    void aServiceThatHoldsNobodyIsNotCalledWithoutAPause() {
        server.answers(
                (exchange, number) -> StandIn.send(exchange, 200, "application/json", number < 5 ? PENDING : SETTLED));
        Told told = asking().await("a/b");
        assertThat(Ending.of(told, Set.of())).isEqualTo(Ending.YES);
        assertThat(pauses).hasSize(5).allSatisfy(pause -> assertThat(pause).isEqualTo(Duration.ofSeconds(1)));
        assertThat(server.heard().getFirst().target()).isEqualTo("/v1/interactions/a%2Fb?wait=50");
    }

    private Asking asking() {
        var service = new Service(Place.of(server.url()), Credential.NONE);
        return new Asking(service, new Reconnecting(service, told::add, time), CLOCK);
    }

    private Reconnecting calls(Credential credential) {
        return new Reconnecting(new Service(Place.of(server.url()), credential), told::add, time);
    }
}
