package dev.holdpoint.rest;

import dev.holdpoint.access.Issuing;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.testing.FirstToken;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;

/** Everything that can end an interaction, at once: again, by callers who are known. */
@QuarkusTest
@TestProfile(KnownCallers.class)
class KnownRacesHttpTest extends RacesHttpTest {

    @Inject
    Issuing issuing;

    @Override
    String[] credential() {
        return FirstToken.bearer(FirstToken.make(issuing, Permission.values()));
    }
}
