package dev.holdpoint.stream;

import dev.holdpoint.broker.EventLog;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.Serial;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Scope;
import io.smallrye.mutiny.Uni;
import java.lang.System.Logger.Level;
import java.util.List;

/** One tab: feeds its {@link TabStream} with what happens, one thing at a time, and does what that says. Thread-safe. */
final class Subscriber {

    private static final int REPLAY_EVENTS = 256;
    private static final int REPLAY_SIZE = 256 << 10;
    private static final System.Logger LOG = System.getLogger(Subscriber.class.getName());

    private final Hub hub;
    private final EventLog log;
    private final Scope scope;
    private final Filter filter;
    private final TabOutput output;
    private final Serial serial = new Serial();

    /** Touched only by tasks of {@link #serial}. */
    private TabStream state = new TabStream.Closed();

    Subscriber(Hub hub, EventLog log, Scope scope, Filter filter, TabOutput output) {
        this.hub = hub;
        this.log = log;
        this.scope = scope;
        this.filter = filter;
        this.output = output;
    }

    void open(TabStream.Step beginning) {
        serial.run(() -> take(beginning));
    }

    void offer(Interaction interaction, Frame frame) {
        if (scope.includes(interaction) && filter.matches(interaction)) {
            on(new Input.Offered(frame));
        }
    }

    void on(Input input) {
        serial.run(() -> take(state.next(input)));
    }

    private void take(TabStream.Step step) {
        state = step.state();
        step.effects().forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.ReadSnapshot() ->
                read(log.snapshot(scope, filter)
                        .map(snapshot -> new Input.SnapshotRead(
                                List.of(hub.frame(scope, filter, snapshot)), snapshot.number())));
            case Effect.ReadLog(long after) ->
                read(log.after(after, scope, filter, REPLAY_EVENTS, REPLAY_SIZE).map(this::read));
            case Effect.Write(List<Frame> frames) ->
                output.write(frames, () -> on(new Input.Written()), () -> on(new Input.FrameGone()));
            case Effect.Alive() -> output.alive();
            case Effect.Finish() -> {
                hub.forget(this);
                output.end();
            }
            case Effect.CutOff() -> {
                hub.forget(this);
                hub.onCutOff();
                output.cutOff();
            }
            case Effect.Forget() -> hub.forget(this);
        }
    }

    private void read(Uni<? extends Input> input) {
        input.subscribe().with(this::on, failure -> {
            LOG.log(Level.DEBUG, "a stream could not be read, its tab will come back: {0}", failure.getMessage());
            on(new Input.ReadFailed());
        });
    }

    private Input read(EventPage page) {
        return switch (page) {
            case EventPage.Gone() -> new Input.LogGone();
            case EventPage.Piece piece -> {
                List<Frame> frames = piece.events().stream().map(hub::frame).toList();
                yield new Input.LogRead(frames, piece.through(), piece.isLast());
            }
        };
    }
}
