package dev.holdpoint.cluster;

import dev.holdpoint.history.History.Outage;
import dev.holdpoint.history.History.Outage.Of;
import dev.holdpoint.testing.Link;
import dev.holdpoint.testing.OwnPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does harm to replicas and their database, one thing after the other, and notes what was away meanwhile. */
final class Nemesis {

    /** After what was away is back, it has its hands full. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    /** Between two faults, so that what is promised for good times is seen too. */
    private static final int CALM_MILLIS = 6_000;

    private static final Duration REST = Duration.ofSeconds(25);

    private final Random random;
    private final List<Replica> replicas;
    private final OwnPostgres database;
    private final Load load;
    private final List<Fault> left = new ArrayList<>();

    /** What it does. */
    enum Fault {
        KILL,
        REPLACE,
        STOP,
        CUT_OFF,
        STUCK,
        RESTART,
        FREEZE
    }

    Nemesis(Random random, List<Replica> replicas, OwnPostgres database, Load load) {
        this.random = random;
        this.replicas = replicas;
        this.database = database;
        this.load = load;
    }

    /** Each kind of fault once, in some order, before any comes again; and a while in which nothing happens. */
    Fault strike() throws Exception {
        if (left.isEmpty()) {
            left.addAll(List.of(Fault.values()));
            Collections.shuffle(left, random);
        }
        Fault fault = left.removeLast();
        strike(fault);
        pause(Duration.ofMillis(random.nextInt(CALM_MILLIS)));
        return fault;
    }

    /** Does nothing until the holds of all that died have run out, and a while more. */
    void rest() {
        pause(REST);
    }

    private void strike(Fault fault) throws Exception {
        Replica replica = replicas.get(random.nextInt(replicas.size()));
        Optional<String> one = Optional.of(replica.base().getAuthority());
        long begin = load.now();
        switch (fault) {
            case KILL -> {
                replica.kill();
                pause(upTo(2_000));
                replica.start(random.nextInt(3) - 1);
                replica.awaitReady();
                note(Of.REPLICA, one, begin);
            }
            case REPLACE -> {
                replica.leave();
                replica.start(random.nextInt(3) - 1);
                replica.awaitReady();
                note(Of.REPLICA, one, begin);
            }
            case STOP -> {
                replica.stop();
                pause(upTo(random.nextInt(4) == 0 ? 15_000 : 4_000));
                replica.goOn();
                note(Of.REPLICA, one, begin);
            }
            case CUT_OFF -> {
                replica.link().become(Link.State.DOWN);
                pause(upTo(6_000));
                replica.link().become(Link.State.UP);
                replica.awaitReady();
                note(Of.DATABASE, one, begin);
            }
            case STUCK -> {
                replica.link().become(Link.State.STUCK);
                pause(upTo(9_000));
                replica.link().become(Link.State.UP);
                replica.awaitReady();
                note(Of.DATABASE, one, begin);
            }
            case RESTART -> {
                database.stopAtOnce();
                pause(upTo(3_000));
                database.start();
                replicas.forEach(Replica::awaitReady);
                note(Of.DATABASE, Optional.empty(), begin);
            }
            case FREEZE -> {
                database.freeze();
                pause(upTo(9_000));
                database.thaw();
                replicas.forEach(Replica::awaitReady);
                note(Of.DATABASE, Optional.empty(), begin);
            }
        }
    }

    private void note(Of of, Optional<String> at, long begin) {
        load.note(new Outage(of, at, begin, load.now() + GRACE));
    }

    private Duration upTo(int millis) {
        return Duration.ofMillis(random.nextInt(millis));
    }

    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
