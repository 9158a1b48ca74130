package dev.holdpoint.app;

import dev.holdpoint.access.AccessMode;
import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.SeparateTypes;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What is configured of who may do what; how much has to be known of callers follows from where the service listens. */
record AccessConfiguration(HoldpointConfig config, AccessMode mode) {

    static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private static final Set<InteractionType> SEPARATE =
            Set.of(InteractionType.PERMISSION, InteractionType.PLAN_APPROVAL);
    private static final Duration MIN_IDLE = Duration.ofMinutes(1);

    /**
     * Reads it.
     *
     * @param address where the service listens
     */
    static AccessConfiguration of(HoldpointConfig config, String address) {
        boolean isOnLoopback = LOOPBACK.contains(address);
        boolean hasOtherNames = !config.http().allowedHosts().orElse(Set.of()).isEmpty()
                || config.http().publicUrl().isPresent();
        AccessMode mode =
                config.access().mode().orElse(isOnLoopback && !hasOtherNames ? AccessMode.LOCAL : AccessMode.REQUIRED);
        if (mode == AccessMode.LOCAL && !isOnLoopback) {
            throw new IllegalArgumentException(
                    "holdpoint.access.mode (local) is for a service that listens on a loopback"
                            + " address, and quarkus.http.host is " + address + ": choose required");
        }
        return new AccessConfiguration(config, mode);
    }

    AccessSettings settings() {
        var session = config.access().session();
        if (session.idle().compareTo(MIN_IDLE) < 0) {
            throw new IllegalArgumentException(
                    "holdpoint.access.session.idle (" + session.idle() + ") must be at least " + MIN_IDLE);
        }
        if (session.max().compareTo(session.idle()) < 0) {
            throw new IllegalArgumentException("holdpoint.access.session.max (" + session.max()
                    + ") must be at least holdpoint.access.session.idle (" + session.idle() + ")");
        }
        return new AccessSettings(
                mode,
                session.idle(),
                session.max(),
                limit("writes-per-minute", config.limits().writesPerMinute(), 6_000),
                limit("waits", config.limits().waits(), 1_024),
                limit("streams", config.limits().streams(), 256),
                config.access().metrics() == HoldpointConfig.Access.MetricsAccess.FREE,
                ProviderConfiguration.of(config.access().providers()));
    }

    int pendingPerTenant() {
        return limit("pending-per-tenant", config.limits().pendingPerTenant(), 100_000);
    }

    SeparateTypes separateTypes() {
        if (config.access().separate().isEmpty()) {
            return new SeparateTypes(false, mode == AccessMode.REQUIRED ? SEPARATE : Set.of());
        }
        Set<String> names = config.access().separate().get();
        names.stream()
                .filter(name -> !name.equals("*") && !InteractionType.isValid(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("holdpoint.access.separate ('" + name
                            + "') must have types of the shape " + InteractionType.SHAPE + ", or be *");
                });
        return new SeparateTypes(
                names.contains("*"),
                names.stream()
                        .filter(name -> !name.equals("*"))
                        .map(InteractionType::new)
                        .collect(Collectors.toSet()));
    }

    /** Throws where it is no address that links can begin with. */
    static URI publicUrl(URI url) {
        if (!OwnAddress.isBeginning(url)) {
            throw new IllegalArgumentException(
                    "holdpoint.http.public-url (" + url + ") must be an address like https://x.example/approvals/");
        }
        return url;
    }

    private int limit(String name, OptionalInt configured, int otherwise) {
        int value = configured.orElse(mode == AccessMode.OPEN ? 0 : otherwise);
        if (value < 0) {
            throw new IllegalArgumentException("holdpoint.limits." + name + " (" + value + ") must be 0 or more");
        }
        return value;
    }
}
