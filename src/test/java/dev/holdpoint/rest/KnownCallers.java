package dev.holdpoint.rest;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Where everybody has to be known. */
public final class KnownCallers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "holdpoint.access.mode", "required",
                "holdpoint.limits.writes-per-minute", "0",
                "holdpoint.limits.streams", "0");
    }
}
