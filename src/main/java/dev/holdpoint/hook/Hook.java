package dev.holdpoint.hook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.client.Asking;
import dev.holdpoint.client.Call;
import dev.holdpoint.client.Cutoff;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Reconnecting;
import dev.holdpoint.client.Reply;
import dev.holdpoint.client.Service;
import dev.holdpoint.client.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code holdpoint hook}: reads what an agent is about to do, asks, and says what was decided. It fails closed: nothing but a decision
 * of the service that allows it does, and no decision in time is a block.
 */
public final class Hook {

    /** In bytes: what the service takes. */
    static final int MOST = 1 << 20;

    /** How long before its own end it has the service say that nobody answered, in words that are the service's. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** A test of the way, and not of people's patience. */
    private static final Duration PROBE = Duration.ofSeconds(5);

    private static final Duration MOMENT = Duration.ofMillis(500);

    /** How often it looks whether there is still somebody to tell. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** For what was begun to be said. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Within that patience, so that no other thread ends the process meanwhile. */
    private static final Duration WITHDRAWING = Duration.ofMillis(1_500);

    /** The least that a hook can wait. */
    private static final int LEAST_SECONDS = 1;

    private final Agent agent;
    private final LastWord lastWord;
    private final long end;

    /** Which event it is, once that is known. */
    private volatile String event = "";

    private final Cutoff cutoff = new Cutoff();

    /** Takes back what is asked, until it is answered. */
    private volatile Runnable withdrawal = () -> {};

    Hook(Agent agent, Duration timeout, LastWord lastWord) {
        this.agent = agent;
        this.lastWord = lastWord;
        this.end = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Runs one to its end, which is the end of this process.
     *
     * @param timeout after which it blocks
     */
    public static void run(Agent agent, Duration timeout, Streams streams, Calling calling) {
        var lastWord = new LastWord(streams.out(), streams.err(), Hook::end);
        var hook = new Hook(agent, timeout, lastWord);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            hook.block("the hook was told to end before anybody decided");
            stayClosed();
        }));
        Thread.ofPlatform().daemon().name("end-of-time").start(() -> {
            hook.blockAtEnd(timeout);
            stayClosed();
        });
        Thread.ofPlatform().daemon().name("agent").start(hook::blockOnceGone);
        hook.perform(streams.in(), calling);
        stayClosed();
    }

    /** Of whoever came second: until the first has ended the process, this does not end it otherwise, which would be no block. */
    private static void stayClosed() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long left = PATIENCE.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        end(Outcome.BLOCKED);
    }

    /** At once: what else is to be done at the end of a process could fail. */
    private static void end(int status) {
        Runtime.getRuntime().halt(status);
    }

    /** What is read and written. */
    public record Streams(InputStream in, OutputStream out, OutputStream err) {}

    /** How the service is called; it is made late, so that what is wrong with it blocks like all else. */
    @FunctionalInterface
    public interface Calling {
        Service service();
    }

    void perform(InputStream in, Calling calling) {
        try {
            lastWord.begin();
            lastWord.say(decide(in, calling));
        } catch (IOException | NotDoneException failed) {
            block(String.valueOf(failed.getMessage()));
        } catch (Throwable broken) { // out of memory too: whatever it is, it is no consent
            block("the hook broke: " + broken);
        }
    }

    private Outcome decide(InputStream in, Calling calling) throws IOException {
        byte[] input = in.readNBytes(MOST + 1);
        event = EventName.of(new SequenceInputStream(new ByteArrayInputStream(input), in));
        if (input.length > MOST) {
            return blocked("its input is larger than the " + MOST + " bytes that can be asked about");
        }
        JsonNode tree = Trees.read(input);
        if (!tree.isObject()) {
            return blocked("its input is no JSON object" + (input.length == 0 ? ": there is none" : ""));
        }
        if (agent.isGatedByNothingOn(event)) {
            return Outcome.passedOn("{}");
        }
        if (!agent.asksOn(event)) {
            return blocked("'" + Trees.visible(event) + "' at /" + EventName.MEMBER + " is no event of " + agent.word()
                    + " that is known here; does another version of holdpoint know it?");
        }
        boolean isProbe = tree.path("probe").asBoolean(false);
        return judge(ask(input, isProbe, calling));
    }

    private Reply ask(byte[] input, boolean isProbe, Calling calling) {
        String key = UUID.randomUUID().toString();
        Duration trying = trying(isProbe);
        try (Service service = calling.service()) {
            var calls = new Reconnecting(service, line -> {});
            withdrawal = () -> withdraw(calling, call(input, key, 0));
            Reply reply = calls.call(() -> call(input, key, seconds(isProbe)).until(cutoff), trying, trying);
            withdrawal = () -> {};
            return reply;
        }
    }

    private Call call(byte[] input, String key, long seconds) {
        return Call.post("v1/agents/" + Place.segment(agent.word()) + "/hook?wait=" + seconds, input)
                .keyed(key);
    }

    private static void withdraw(Calling calling, Call call) {
        try (Service service = calling.service()) {
            var _ = service.send(call, WITHDRAWING);
        } catch (IOException | NotDoneException away) {
            // it gives up by itself what nobody comes back to
        }
    }

    private long seconds(boolean isProbe) {
        Duration left = left().minus(MARGIN);
        return Math.max(LEAST_SECONDS, (isProbe ? least(left, PROBE) : left).toSeconds());
    }

    /** Ended a moment before the hook is, it says what was seen of the service, and not only that the time is over. */
    private Duration trying(boolean isProbe) {
        Duration left = left();
        Duration most = left.compareTo(MARGIN) > 0 ? left.minus(MOMENT) : left;
        return isProbe ? least(most, PROBE.multipliedBy(2)) : most;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private Outcome judge(Reply reply) {
        if (reply.status() != 200) {
            return blocked("the service refused: " + Asking.refusal(reply));
        }
        Optional<String> fault = HookAnswer.fault(agent, event, reply.json());
        return fault.map(this::blocked).orElseGet(() -> Outcome.decided(agent, reply.text(), reply.json()));
    }

    private void blockAtEnd(Duration timeout) {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        block("nobody decided within " + timeout.toSeconds()
                + " s, or the service was not reached; this is not a refusal. Ask again, or go on without it.");
    }

    /** Nobody hears this; but it ends the wait, and so the card, which nobody is to answer any more. */
    private void blockOnceGone() {
        RunBy agent = RunBy.of(ProcessHandle.current());
        while (!agent.isGone()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        block("the agent has ended");
        stayClosed();
    }

    /** Says so at once. Then nothing is asked any more, and what may have been heard is taken back: nobody comes back for it. */
    void block(String why) {
        lastWord.say(blocked(why), () -> {
            if (cutoff.cut()) {
                withdrawal.run();
            }
        });
    }

    private Outcome blocked(String why) {
        return Outcome.blocked(agent, event, why);
    }
}
