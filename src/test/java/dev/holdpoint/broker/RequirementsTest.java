package dev.holdpoint.broker;

import static dev.holdpoint.testing.FrontDoor.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeCheck;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Interposed.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of schemas, and that it is no more than a copy within bounds. */
class RequirementsTest {

    private static final long MOST = 8 << 20;

    private final FrontDoor door = new FrontDoor();
    private final Requirements requirements = new Requirements(door.store);

    @Test
    void whatWasLearnedIsNotReadAgain() {
        Interaction asked = asked(Asks.any().schema(FakeCheck.ONLY_YES));
        Interaction plain = asked(Asks.any());
        requirements.learn(asked);
        requirements.learn(plain);

        assertThat(now(requirements.of(asked.id()))).contains(Requirement.of(asked));
        assertThat(now(requirements.of(plain.id()))).contains(Requirement.of(plain));
        assertThat(door.store.count(Call.REQUIREMENT)).isZero();
    }

    @Test
    void whatWasForgottenIsRead() {
        var made = Asks.any().schema(FakeCheck.ONLY_YES).made();
        now(door.memory.create(Caller.ANONYMOUS, made));
        requirements.learn(door.kept(made.id()));
        requirements.forget(made.id());

        assertThat(now(requirements.of(made.id()))).contains(Requirement.of(door.kept(made.id())));
        assertThat(door.store.count(Call.REQUIREMENT)).isEqualTo(1);
        assertThat(now(requirements.of(new InteractionId(UUID.randomUUID())))).isEmpty();
    }

    @Test
    void largeSchemasTakeNoMoreRoomThanThereIs() {
        var large = new Json('"' + "\u4e2d".repeat(Sizes.SCHEMA / 3 - 2) + '"');

        assertThat(remembered(large, 2 * (int) MOST / Sizes.SCHEMA))
                .isBetween(MOST / Sizes.SCHEMA * 8 / 10, MOST / Sizes.SCHEMA + 1);
    }

    @Test
    void asksWithoutASchemaTakeRoomToo() {
        assertThat(remembered(null, 2 * (int) MOST / 200)).isBetween(MOST / 200 * 8 / 10, MOST / 200);
    }

    private long remembered(Json schema, int count) {
        List<Interaction> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(asked(Asks.any().schema(schema)));
            requirements.learn(asked.getLast());
        }
        asked.forEach(each -> now(requirements.of(each.id())));
        return (long) count - door.store.count(Call.REQUIREMENT);
    }

    private Interaction asked(Asks asks) {
        var made = asks.made();
        return new Interaction(made.id(), Tenant.DEFAULT, made.ask(), door.clock.instant(), null, null, null);
    }
}
