package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of secrets, and that a slip of the pen is seen without a look-up. */
class SecretTest {

    @ParameterizedTest
    @EnumSource
    void whatIsMadeIsWhole(Secret.Kind kind) {
        for (int i = 0; i < 1_000; i++) {
            String made = Secret.make(kind).text();
            assertThat(made).matches("hp[adsl]_[0-9A-Za-z]{36}");
            assertThat(Secret.isWhole(made)).as(made).isTrue();
        }
    }

    @Test
    void noTwoAreTheSame() {
        var made = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(made.add(Secret.make(Secret.Kind.ASKER).text())).isTrue();
        }
    }

    @Test
    void oneCharacterThatIsAnotherIsSeen() {
        String made = Secret.make(Secret.Kind.DECIDER).text();
        for (int at = 0; at < made.length(); at++) {
            char other = made.charAt(at) == 'x' ? 'y' : 'x';
            String slip = made.substring(0, at) + other + made.substring(at + 1);
            assertThat(Secret.isWhole(slip)).as(slip).isFalse();
        }
    }

    /** Worked out by another program. */
    @Test
    void theCheckIsTheCrc32OfWhatStandsBefore() {
        assertThat(Secret.isWhole("hpd_0000000000000000000000000000004T8cjy")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hpd_", "hpd_none", "hpx_000000000000000000000000000000000000", "Bearer", "\u0000"})
    void whatIsNoneIsNotWhole(String text) {
        assertThat(Secret.isWhole(text)).isFalse();
    }

    @Test
    void aSecretIsNotToldByAccident() {
        Secret secret = Secret.make(Secret.Kind.SESSION);
        assertThat(secret.toString()).doesNotContain(secret.text());
        assertThat(secret.hash()).hasSize(64).doesNotContain(secret.text().substring(4));
        assertThat(secret.text()).endsWith(secret.ending());
    }
}
