package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.AccessMode;
import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.LocalToken;
import dev.holdpoint.access.Recognition;
import dev.holdpoint.access.Tokens;
import dev.holdpoint.app.HoldpointConfig.StoreKind;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import dev.holdpoint.testing.LogLines;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a start goes on with the token of the machine it runs on. */
class WelcomeTest {

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final LogLines lines = new LogLines("dev.holdpoint");

    @AfterEach
    void leave() {
        lines.close();
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatIsAwayKeepsNoServiceFromItsStart(AccessMode mode) {
        var away = (Tokens) Proxy.newProxyInstance(
                Tokens.class.getClassLoader(),
                new Class<?>[] {Tokens.class},
                (proxy, method, arguments) -> Uni.createFrom().failure(new StoreUnavailableException("away", null)));

        welcome(mode, away).prepare();

        assertThat(lines.seen()).anyMatch(line -> line.contains(LocalToken.FILE + " could not be"));
        assertThat(folder.resolve(LocalToken.FILE)).doesNotExist();
    }

    @Test
    void theTokenLiesThereAsLongAsTheServiceIsOpenToItsMachine() {
        Path file = folder.resolve(LocalToken.FILE);
        welcome(AccessMode.LOCAL, store).prepare();
        assertThat(file).exists();
        assertThat(store.isAnybodyKnown().await().indefinitely()).isTrue();

        welcome(AccessMode.REQUIRED, store).prepare();

        assertThat(Files.exists(file)).isFalse();
        assertThat(store.isAnybodyKnown().await().indefinitely()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void theLogOfReplicasTellsNoLink(StoreKind kind) {
        var config = (HoldpointConfig) Proxy.newProxyInstance(
                HoldpointConfig.class.getClassLoader(),
                new Class<?>[] {HoldpointConfig.class},
                (proxy, method, arguments) -> method.getName().equals("store") ? kind : null);

        assertThat(welcome(AccessMode.REQUIRED, store, config).isLinkForLog()).isEqualTo(kind != StoreKind.POSTGRESQL);
    }

    private Welcome welcome(AccessMode mode, Tokens tokens) {
        return welcome(mode, tokens, null);
    }

    private Welcome welcome(AccessMode mode, Tokens tokens, HoldpointConfig config) {
        var settings = new AccessSettings(mode, Duration.ofHours(12), Duration.ofDays(7), 0, 0, 0, false, List.of());
        var recognition = new Recognition(tokens, new FakeTimers(clock), clock, Duration.ofHours(12));
        return new Welcome(settings, config, new LocalToken(folder, tokens, recognition, clock), null, store);
    }
}
