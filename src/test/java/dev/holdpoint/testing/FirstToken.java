package dev.holdpoint.testing;

import dev.holdpoint.access.Call;
import dev.holdpoint.access.Issued;
import dev.holdpoint.access.Issuing;
import dev.holdpoint.access.Recognition;
import dev.holdpoint.access.TokenRequest;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** The token that somebody makes before the service is started for the first time. */
public final class FirstToken {

    private FirstToken() {}

    /** One that may everything, as the headers that show it. */
    public static String[] in(Path folder) {
        InstantSource clock = InstantSource.system();
        try (StoreEngine store = StoreKind.SQLITE.open(folder, clock)) {
            var recognition = new Recognition(store, new FakeTimers(new FakeClock()), clock, Duration.ofHours(12));
            return bearer(make(new Issuing(store, recognition, clock), Permission.values()));
        }
    }

    /** Makes a token of the first tenant; tells its secret. */
    public static String make(Issuing issuing, Permission... permissions) {
        var request = new TokenRequest("a test", Set.of(permissions), null, null, null, null);
        return ((Issued.Token) issuing.make(new Call(Caller.ANONYMOUS, null), request)
                        .await()
                        .atMost(Duration.ofSeconds(30)))
                .secret();
    }

    public static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
