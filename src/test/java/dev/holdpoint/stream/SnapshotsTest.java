package dev.holdpoint.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.testing.Callers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private static final Scope ALL = new Scope.Everything();

    private final Snapshots snapshots = new Snapshots(new Frames.Numbers(1), new FrameBudget(Long.MAX_VALUE));

    @Test
    void tabsOfOneViewAndMomentShareOneEncoding() {
        Frame first = encode(ALL, Filter.ALL, 7);
        assertThat(encode(new Scope.Everything(), new Filter(Set.of(), Set.of()), 7))
                .isSameAs(first);
    }

    @Test
    void anotherMomentIsAnotherSnapshot() {
        Frame first = encode(ALL, Filter.ALL, 7);
        assertThat(Frames.said(encode(ALL, Filter.ALL, 8))).isEqualTo("sync 8");
        assertThat(Frames.said(first)).isEqualTo("sync 7");
    }

    @Test
    void nobodyIsShownWhatAnotherMaySee() {
        Frame everything = encode(ALL, Filter.ALL, 7);
        Frame session = encode(ALL, new Filter(Set.of(new SessionId("s")), Set.of()), 7);
        Frame tenant = encode(Callers.STRANGER.scope(), Filter.ALL, 7);
        assertThat(session).isNotSameAs(everything);
        assertThat(tenant).isNotSameAs(everything);
    }

    private Frame encode(Scope scope, Filter filter, long number) {
        return snapshots.encode(scope, filter, new Snapshot(number, List.of(), false));
    }
}
