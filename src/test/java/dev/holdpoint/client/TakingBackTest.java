package dev.holdpoint.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.testing.StandIn;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is taken back while it is asked: what nobody can have heard is not asked to be taken back, and not any more. */
class TakingBackTest {

    private static final byte[] BODY = "{\"type\":\"plan-approval\"}".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String PENDING = "{\"id\":\"1\",\"type\":\"plan-approval\",\"status\":\"pending\"}";

    private final StandIn server = new StandIn();

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void whatWasNotWrittenIsNotAskedToBeTakenBack() throws Exception {
        try (var silent =
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) { // says nothing, so no secret is agreed on
            // Given
            Asking asking = asking("https://localhost:" + silent.getLocalPort());
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> asking.ask(BODY, "k", A_DAY));
            Socket first = silent.accept();

            // When
            String told = asking.withdraw("stopped", PATIENCE);

            // Then
            assertThat(told).isEqualTo("nothing was asked");
            silent.setSoTimeout(1);
            assertThatThrownBy(silent::accept).isInstanceOf(SocketTimeoutException.class);
            first.close();
            assertThat(asked.handle((none, failure) -> failure).get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(NotDoneException.class);
        }
    }

    @Test
    void whatIsTakenBackIsNotAskedAnyMore() {
        server.answers(201, PENDING);
        Asking asking = asking(server.url());

        assertThat(asking.withdraw("stopped", PATIENCE)).isEqualTo("nothing was asked");
        assertThatThrownBy(() -> asking.ask(BODY, "k", A_DAY))
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining("taken back");

        assertThat(server.heard()).isEmpty();
    }

    /** As many as come at once, of whoever asks and whoever takes back one is first, and both know who. */
    @Test
    void whatIsWrittenIsTakenBackAndNothingElseIs() throws Exception {
        server.answers(201, PENDING);
        for (int round = 0; round < 100; round++) {
            // Given
            int before = server.heard().size();
            Asking asking = asking(server.url());
            var start = new CountDownLatch(1);
            CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(() -> {
                await(start);
                try {
                    asking.ask(BODY, "k", A_DAY);
                    return true;
                } catch (NotDoneException takenBack) {
                    return false;
                }
            });

            // When
            start.countDown();
            while (round % 2 == 0 && server.heard().size() == before) {
                Thread.onSpinWait();
            }
            String told = asking.withdraw("stopped", PATIENCE);

            // Then
            boolean wasAsked = asked.get(20, TimeUnit.SECONDS);
            boolean wasHeard = server.heard().size() > before;
            assertThat(wasAsked).as("round " + round).isEqualTo(wasHeard);
            assertThat(told.equals("nothing was asked")).as("round " + round).isEqualTo(!wasHeard);
        }
    }

    private static void await(CountDownLatch start) {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Asking asking(String url) {
        var service = new Service(Place.of(url), Credential.NONE);
        return new Asking(service, new Reconnecting(service, line -> {}), InstantSource.system());
    }
}
