package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.Requested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

    /** What it is given, it may ask in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nightly|nightly",
                "ci-*|ci-[0-9a-f-]{36}",
                "zeta,beta|beta",
                "zeta,beta-*|beta-[0-9a-f-]{36}",
                "ci-*,ci|ci",
            })
    void whoIsLimitedIsGivenOneOfTheirs(String patterns, String session) {
        // Given
        Caller caller = limited(patterns.split(",", -1));

        // When
        SessionId fresh = Sessions.fresh(caller);
        SessionId unsaid = Sessions.of(Requested.with(""), caller);

        // Then
        assertThat(fresh.value()).matches(session);
        assertThat(unsaid.value()).matches(session);
        assertThat(caller.grant().limits().admit(fresh)).isTrue();
        assertThat(caller.grant().limits().admit(unsaid)).isTrue();
    }

    @Test
    void whoIsNotLimitedIsGivenAnotherEachTime() {
        assertThat(Sessions.fresh(Callers.ANNA).value()).matches("[0-9a-f-]{36}");
        assertThat(Sessions.fresh(Callers.ANNA)).isNotEqualTo(Sessions.fresh(Callers.ANNA));
    }

    @Test
    void aLongBeginningHasRoomMadeForTheRest() {
        // Given
        String beginning = "\uD83D\uDE00".repeat(190);

        // When
        SessionId fresh = Sessions.fresh(limited(beginning + "*"));

        // Then
        assertThat(fresh.value()).matches("(?:\uD83D\uDE00){164}[0-9a-f-]{36}");
    }

    @Test
    void whatWasGivenComesBackAsItWas() {
        assertThat(Sessions.of(Requested.with("", "Mcp-Session-Id", "elsewhere"), limited("nightly")))
                .as("whether they may ask in it is judged where they ask")
                .isEqualTo(new SessionId("elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "caf\u00e9"})
    void whatIsNoSessionIsRefused(String given) {
        assertThatThrownBy(() -> Sessions.of(Requested.with("", "Mcp-Session-Id", given), Callers.ANNA))
                .isInstanceOf(RpcException.class)
                .hasMessageContaining("Mcp-Session-Id");
    }

    private static Caller limited(String... patterns) {
        return Callers.person("anna", Callers.grant(Callers.sessions(patterns), Permission.ASK));
    }
}
