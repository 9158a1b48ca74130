package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.access.ClaimPointer;
import dev.holdpoint.access.ProviderSettings;
import dev.holdpoint.interaction.Permission;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderConfigurationTest {

    private static final String ISSUER = "https://id.example/realm";

    interface Access {
        Map<String, HoldpointConfig.Access.Provider> providers();
    }

    private static List<ProviderSettings> read(Map<String, String> properties) {
        var builder = new SmallRyeConfigBuilder().withMapping(Access.class, "holdpoint.access");
        properties.forEach((name, value) -> builder.withDefaultValue("holdpoint.access.providers." + name, value));
        return ProviderConfiguration.of(builder.build()
                .getConfigMapping(Access.class, "holdpoint.access")
                .providers());
    }

    private static List<ProviderSettings> acmeWith(String... more) {
        var all = new HashMap<>(Map.of("acme.issuer", ISSUER, "acme.audience", "holdpoint"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return read(all);
    }

    @Test
    void aProviderNeedsAnIssuerAndAnAudience() {
        ProviderSettings acme = acmeWith().getFirst();

        assertThat(acme.name()).isEqualTo("acme");
        assertThat(acme.issuer()).hasToString(ISSUER);
        assertThat(acme.audience()).containsExactly("holdpoint");
        assertThat(acme.client()).isEmpty();
        assertThat(acme.kind()).isEqualTo(ProviderSettings.Kind.AUTO);
        assertThat(acme.claims().permissions()).isEqualTo(new ClaimPointer("/scope"));
        assertThat(acme.claims().groups()).isEqualTo(new ClaimPointer("/groups"));
        assertThat(acme.claims().tenant()).isEmpty();
        assertThat(acme.roles()).isEmpty();
        assertThat(read(Map.of())).isEmpty();
        assertThatThrownBy(() -> read(Map.of("acme.issuer", ISSUER))).hasMessageContaining("acme.audience is required");
        assertThatThrownBy(() -> read(Map.of("acme.audience", "x"))).hasMessageContaining("acme.issuer is required");
    }

    @Test
    void allElseIsAsItIsSaid() {
        ProviderSettings acme = acmeWith(
                        "acme.audience", "one,two",
                        "acme.client-id", "page",
                        "acme.client-secret", "secret",
                        "acme.scopes", "profile,holdpoint:decide",
                        "acme.kind", "service",
                        "acme.claims.permissions", "/realm_access/roles",
                        "acme.claims.tenant", "/org",
                        "acme.roles.\"night shift\"", "decide,read")
                .getFirst();

        assertThat(acme.audience()).containsExactlyInAnyOrder("one", "two");
        assertThat(acme.client().orElseThrow().secret()).contains("secret");
        assertThat(acme.client().orElseThrow().scopes()).containsExactly("profile", "holdpoint:decide");
        assertThat(acme).asString().doesNotContain("secret");
        assertThat(acme.kind()).isEqualTo(ProviderSettings.Kind.SERVICE);
        assertThat(acme.claims().permissions()).isEqualTo(new ClaimPointer("/realm_access/roles"));
        assertThat(acme.claims().tenant()).contains(new ClaimPointer("/org"));
        assertThat(acme.roles()).containsEntry("night shift", Set.of(Permission.DECIDE, Permission.READ));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "person", "Acme", "1acme", "a_b", "-a", "abcdefghijabcdefghijabcdefghijabc"})
    void aNameIsPartOfIdentifiers(String name) {
        assertThatThrownBy(() -> read(Map.of(name + ".issuer", ISSUER, name + ".audience", "holdpoint")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holdpoint.access.providers." + name + ": a name must match")
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "issuer | any | issuer (any) must be an address",
                "issuer | https:///x | issuer (https:///x) must be an address",
                "issuer | ftp://id.example | must be an address",
                "issuer | https://id.example?x=y | must be an address",
                "audience | any | 'any' is nothing",
                "claims.permissions | scope | acme.claims.permissions: 'scope' must be a JSON pointer",
                "claims.groups | / | acme.claims.groups: '/' must be a JSON pointer",
                "claims.tenant | /a~2b | acme.claims.tenant: '/a~2b' must be a JSON pointer",
                "client-id | any | client-id must be one; 'any' is none",
                "ca-file | none.pem | ca-file (none.pem) must be a file that can be read",
                "ca-file | src | ca-file (src) must be a file that can be read",
                "client-secret | x | acme.client-secret is of no use without .client-id"
            })
    void whatCannotBeMeantIsRefusedInOneLine(String property, String value, String message) {
        assertThatThrownBy(() -> acmeWith("acme." + property, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holdpoint.access.providers.acme")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile email", "a\"b", "ä"})
    void scopesAreWords(String scopes) {
        assertThatThrownBy(() -> acmeWith("acme.client-id", "page", "acme.scopes", scopes))
                .hasMessageStartingWith("holdpoint.access.providers.acme: scopes must be words");
    }

    @Test
    void certificatesAreForTls() {
        assertThatThrownBy(() -> acmeWith("acme.issuer", "http://id.example", "acme.ca-file", "pom.xml"))
                .hasMessageContaining("acme: ca-file is of no use where issuer (http://id.example) has no TLS");
    }

    @Test
    void anIssuerHasOneName() {
        assertThatThrownBy(() -> acmeWith("blue.issuer", ISSUER, "blue.audience", "x"))
                .hasMessage("holdpoint.access.providers.blue.issuer (" + ISSUER
                        + ") is that of holdpoint.access.providers.acme, too: one provider has one name");
    }

    @Test
    void whatIsNoPermissionIsRefused() {
        assertThatThrownBy(() -> acmeWith("acme.roles.x", "fly")).hasMessageContaining("acme.roles.x");
    }
}
