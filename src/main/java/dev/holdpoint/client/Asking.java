package dev.holdpoint.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Asks, and waits for as long as the question lives: a service that is killed and comes back is asked again with the same key, so that
 * whoever asked notices nothing. One thread asks; {@link #withdraw} is for others.
 */
public final class Asking {

    /** How long a service is tried that was never reached. */
    public static final Duration FIRST = Duration.ofSeconds(10);

    /** How long a call may take that waits for nobody. */
    static final Duration SHORT = Duration.ofSeconds(15);

    /** One wait: shorter than proxies cut. */
    private static final int WAIT = 50;

    /** Clocks differ; and a service that was away tells of the end when it is back. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final String ALL = "v1/interactions";
    private static final String HOSTS = "holdpoint.http.allowed-hosts";
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Service service;
    private final Reconnecting calls;
    private final InstantSource clock;

    /** What is asked, from before the service hears of it on; and what it became known as. */
    private volatile @Nullable Call asked;

    private volatile @Nullable String id;

    private final Cutoff cutoff = new Cutoff();

    public Asking(Service service, Reconnecting calls, InstantSource clock) {
        this.service = service;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Asks, and does not wait.
     *
     * @param lives how long the question does; what became of a call that broke off is found out for that long
     */
    public Told ask(byte[] body, String key, Duration lives) {
        Call call = Call.post(ALL, body).keyed(key);
        asked = call;
        Reply reply = calls.call(() -> call.until(cutoff), SHORT, FIRST, lives);
        if (!reply.isSuccess()) {
            asked = null;
            throw new NotDoneException(refusal(reply));
        }
        Told told = Told.of(reply);
        id = told.id();
        return told;
    }

    /** Waits until it is settled. */
    public Told await(String which) {
        id = which;
        Call call = Call.get(ALL + "/" + Place.segment(which) + "?wait=" + WAIT);
        Duration trying = FIRST;
        while (true) {
            long begun = calls.time().nanos();
            Reply reply = calls.call(call, SHORT.plusSeconds(WAIT), trying);
            if (!reply.isSuccess()) {
                throw new NotDoneException(refusal(reply));
            }
            Told told = Told.of(reply);
            if (!told.isPending()) {
                return told;
            }
            trying = left(told).plus(GRACE);
            Duration took = Duration.ofNanos(calls.time().nanos() - begun);
            if (took.compareTo(LEAST) < 0) {
                calls.time().pass(LEAST.minus(took)); // a service that holds nobody is not called without a pause
            }
        }
    }

    private Duration left(Told told) {
        try {
            Duration left = Duration.between(clock.instant(), Instant.parse(told.word("expiresAt")));
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException none) {
            return Duration.ZERO;
        }
    }

    /**
     * Takes back what was asked, where anybody can have heard it, and asks nothing any more; tells whether somebody had decided before.
     *
     * @param patience how long it may take in all
     */
    public String withdraw(String reason, Duration patience) {
        boolean mayBeHeard = cutoff.cut();
        Call pending = mayBeHeard ? asked : null;
        String known = id;
        try {
            if (known == null && pending != null) {
                known = Told.of(service.send(pending, patience)).id();
            }
            if (known == null) {
                return "nothing was asked";
            }
            byte[] body = ("{\"reason\":\"" + reason + "\"}").getBytes(StandardCharsets.UTF_8);
            Reply reply = service.send(Call.post(ALL + "/" + Place.segment(known) + "/cancel", body), patience);
            if (reply.slug().equals("already-settled")) {
                Told settled = Told.of(reply.json().path("interaction"));
                return "it was " + Trees.visible(settled.word("status")) + " before";
            }
            return reply.isSuccess() ? "the question is withdrawn" : "it could not be withdrawn: " + reply.words();
        } catch (IOException | NotDoneException away) {
            return "it could not be withdrawn: " + away.getMessage();
        }
    }

    /** A refusal in words that say what to do. */
    public static String refusal(Reply reply) {
        String advice = switch (reply.status()) {
            case 401 -> "; say who asks: HOLDPOINT_TOKEN or --token-file";
            case 421 -> reply.words().contains(HOSTS) ? "" : "; the service does not go by that name: " + HOSTS;
            case 301, 302, 303, 307, 308 ->
                ", which is not followed, for a token is for one address; where the service is there, say so: --url or HOLDPOINT_URL";
            default -> "";
        };
        return reply.words() + advice;
    }
}
