package dev.holdpoint.cli;

import dev.holdpoint.cluster.Load;
import dev.holdpoint.cluster.Plan;
import dev.holdpoint.history.Bounds;
import dev.holdpoint.history.History;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ParseResult;

/** {@code holdpoint verify-cluster}: a bounded load against replicas that run, and what the checker says of it. */
final class VerifyCluster {

    static final String NAME = "verify-cluster";
    static final String SECONDS = "--seconds";
    static final String CALLERS = "--callers";
    static final String RATE = "--rate";
    static final String TOKEN_FILE = "--token-file";
    static final String TOKEN = "HOLDPOINT_TOKEN";

    /** As the contract has it, and what the way there takes. */
    private static final Bounds BOUNDS =
            new Bounds(Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofSeconds(15), Duration.ofMillis(500));

    /** What is recorded of them is kept until the end. */
    private static final int MOST_CALLS = 200_000;

    private final Surroundings around;

    VerifyCluster(Surroundings around) {
        this.around = around;
    }

    /** Does it; fails where a promise was broken. */
    void perform(ParseResult given) {
        int seconds = number(given, SECONDS, 30, 3_600);
        int rate = number(given, RATE, 80, 1_000);
        if (seconds * rate > MOST_CALLS) {
            throw CommandException.usage(SECONDS + ", " + RATE + ": that is more than " + MOST_CALLS + " calls in all");
        }
        long seed = new SecureRandom().nextLong();
        var plan = new Plan(
                replicas(given),
                token(given),
                String.format(Locale.ROOT, "verify-%08x", seed >>> 32),
                number(given, CALLERS, 8, 64),
                rate);
        var verdict = new ClusterVerdict(plan, history(plan, seed, seconds), BOUNDS);
        if (given.hasMatchedOption("--json")) {
            around.out().println(verdict.json());
        } else {
            verdict.lines().forEach(around.out()::println);
        }
        if (!verdict.violations().isEmpty()) {
            throw new CommandException(
                    verdict.violations().size() + " times a promise was broken; keep what was printed");
        }
    }

    private History history(Plan plan, long seed, int seconds) {
        around.err().println("calling for " + seconds + " s, in sessions " + plan.name() + "-*");
        try (var load = new Load(plan, seed)) {
            load.refusal().ifPresent(refusal -> {
                throw new CommandException("whoever calls must be allowed to ask, decide, read and manage (" + TOKEN
                        + ", " + TOKEN_FILE + "), and was answered " + refusal);
            });
            load.start();
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            load.stop();
            load.cleanUp();
            return load.end();
        } catch (IOException away) {
            throw new CommandException("it cannot be verified: " + words(away));
        } catch (ExecutionException | TimeoutException broken) {
            throw new CommandException("it did not come to an end: " + words(broken));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted; sessions " + plan.name() + "-* may be left");
        }
    }

    private static List<URI> replicas(ParseResult given) {
        List<String> urls = given.matchedPositionalValue(0, List.of());
        return urls.stream().map(VerifyCluster::replica).toList();
    }

    private static URI replica(String text) {
        try {
            var url = new URI(text);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException none) {
            // told below
        }
        throw CommandException.usage("'" + text + "': an address like http://host:8080 is needed here");
    }

    private Optional<String> token(ParseResult given) {
        String file = Arguments.one(given, TOKEN_FILE);
        if (file == null) {
            return Optional.ofNullable(around.variable().apply(TOKEN)).filter(text -> !text.isBlank());
        }
        try (var lines = Files.lines(Path.of(file))) {
            return lines.findFirst().map(String::strip);
        } catch (IOException | InvalidPathException none) {
            throw CommandException.usage(TOKEN_FILE + ": '" + file + "' cannot be read: " + words(none));
        }
    }

    private static int number(ParseResult given, String option, int usual, int most) {
        int number = given.matchedOptionValue(option, usual);
        if (number < 1 || number > most) {
            throw CommandException.usage(option + ": a number from 1 to " + most + " is needed here");
        }
        return number;
    }

    private static String words(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }
}
