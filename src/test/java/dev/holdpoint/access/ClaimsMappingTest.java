package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.ClaimsMapping.Mapped;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsMappingTest {

    private static final ProviderSettings.Claims DEFAULTS = new ProviderSettings.Claims(
            new ClaimPointer("/scope"), new ClaimPointer("/groups"), Optional.empty(), Optional.empty());

    private ProviderSettings.Claims claims = DEFAULTS;
    private ProviderSettings.Kind kind = ProviderSettings.Kind.AUTO;
    private Map<String, Set<Permission>> roles = Map.of();

    private Mapped map(String json) {
        var settings = new ProviderSettings(
                "acme",
                URI.create("https://id.example"),
                Set.of("hp"),
                Optional.empty(),
                Optional.empty(),
                kind,
                claims,
                roles);
        return new ClaimsMapping(settings).of(new JsonObject(json).getMap());
    }

    private Caller caller(String json) {
        Mapped mapped = map(json);
        assertThat(mapped).isInstanceOf(Mapped.Known.class);
        return ((Mapped.Known) mapped).caller();
    }

    private Caller anna(String more) {
        return caller("{\"sub\":\"anna\"" + more + "}");
    }

    @Test
    void somebodyIsKnownByTheProvidersNameAndTheSubject() {
        Caller caller = anna("");

        assertThat(caller.id()).isEqualTo("acme:anna");
        assertThat(caller.tenant().name()).isEqualTo("default");
        assertThat(caller.family().id()).isEqualTo("acme:anna");
        assertThat(caller.grant().permissions()).isEmpty();
        assertThat(caller.grant().limits()).isEqualTo(Limits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sub\":\"\"}", "{\"sub\":7}", "{\"sub\":null}", "{\"sub\":[\"anna\"]}"})
    void nobodyIsKnownWithoutASubject(String json) {
        assertThat(map(json)).isInstanceOf(Mapped.Unknown.class);
    }

    @Test
    void anIdHas300CharactersAtMost() {
        assertThat(caller("{\"sub\":\"" + "x".repeat(295) + "\"}").id()).hasSize(300);
        assertThat(map("{\"sub\":\"" + "x".repeat(296) + "\"}")).isInstanceOf(Mapped.Unknown.class);
        assertThat(map("{\"sub\":\"an\\nna\"}")).isInstanceOf(Mapped.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"holdpoint:ask\" | [ask]",
                "\"openid holdpoint:decide holdpoint:read\" | [decide, read]",
                "[\"holdpoint:ask\",\"email\"] | [ask]",
                "\"ask decide\" | []",
                "\"holdpoint:\" | []",
                "\"holdpoint:fly\" | []",
                "\"holdpoint:ASK\" | []",
                "\"holdpoint:ask,holdpoint:read\" | []",
                "[\"holdpoint:ask holdpoint:read\"] | []",
                "[[\"holdpoint:ask\"],7,null] | []",
                "{\"holdpoint:ask\":true} | []",
                "null | []",
                "true | []"
            })
    void permissionsAreWordsOfAClaim(String scope, String allowed) {
        assertThat(new TreeSet<>(anna(",\"scope\":" + scope).grant().permissions()))
                .hasToString(allowed);
    }

    @Test
    void permissionsStandWhereThePointerSays() {
        claims = new ProviderSettings.Claims(
                new ClaimPointer("/https:~1~1x.example~1a~0b/roles"),
                DEFAULTS.groups(),
                Optional.empty(),
                Optional.empty());

        assertThat(anna(",\"scope\":\"holdpoint:ask\",\"https://x.example/a~b\":{\"roles\":[\"holdpoint:read\"]}")
                        .grant()
                        .permissions())
                .containsExactly(Permission.READ);
        assertThat(anna(",\"https://x.example/a~b\":\"holdpoint:read\"").grant().permissions())
                .isEmpty();
    }

    @Test
    void rolesAreValuesOfGroupsOrPermissions() {
        roles = Map.of("night shift", Set.of(Permission.DECIDE, Permission.READ), "bot", Set.of(Permission.ASK));

        assertThat(anna(",\"groups\":[\"night shift\"]").grant().permissions())
                .containsExactlyInAnyOrder(Permission.DECIDE, Permission.READ);
        assertThat(anna(",\"groups\":\"night shift\"").grant().permissions())
                .containsExactlyInAnyOrder(Permission.DECIDE, Permission.READ);
        assertThat(anna(",\"scope\":\"bot x\"").grant().permissions()).containsExactly(Permission.ASK);
        assertThat(anna(",\"groups\":[\"Bot\",\"bots\"]").grant().permissions()).isEmpty();
    }

    @Test
    void authorizationDetailsAllowAndLimit() {
        Caller caller = anna(",\"authorization_details\":[{\"type\":\"payment\",\"actions\":[\"decide\"]},"
                + "{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"sessions\":[\"ci-*\"],\"types\":[\"permission\"],"
                + "\"locations\":[\"https://x.example\"]}]");

        assertThat(caller.grant().permissions()).containsExactly(Permission.ASK);
        assertThat(caller.grant().limits())
                .isEqualTo(new Limits(Set.of(new SessionPattern("ci-*")), Set.of(InteractionType.PERMISSION)));
        assertThat(caller.grant().opensSessions()).isFalse();
    }

    @Test
    void theirLimitsHoldForWhatTheScopeAllowsToo() {
        Caller caller = anna(",\"scope\":\"holdpoint:decide\",\"authorization_details\":"
                + "[{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"sessions\":[\"ci-*\"]}]");

        assertThat(caller.grant().permissions()).containsExactlyInAnyOrder(Permission.ASK, Permission.DECIDE);
        assertThat(caller.grant().limits().sessions()).containsExactly(new SessionPattern("ci-*"));
    }

    /** Whoever limited it meant something by it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"holdpoint\"}",
                "{\"type\":\"holdpoint\",\"actions\":\"ask\"}",
                "{\"type\":\"holdpoint\",\"actions\":[\"ask\",\"fly\"]}",
                "{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"sessions\":[]}",
                "{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"sessions\":[\"*\"]}",
                "{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"sessions\":\"ci-*\"}",
                "{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"sessions\":null}",
                "{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"types\":[7]}",
                "{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"identifier\":\"one\"}",
                "{\"type\":\"Holdpoint\",\"actions\":[\"ask\"]}",
                "\"holdpoint\""
            })
    void aDetailThatIsNotUnderstoodAllowsNothing(String detail) {
        assertThat(anna(",\"authorization_details\":[" + detail + "]").grant().permissions())
                .isEmpty();
    }

    @Test
    void detailsWithDifferentLimitsAreRefused() {
        String first = "{\"type\":\"holdpoint\",\"actions\":[\"ask\"],\"sessions\":[\"ci-*\"]}";
        String second = "{\"type\":\"holdpoint\",\"actions\":[\"decide\"],\"sessions\":[\"prod-*\"]}";

        assertThat(map("{\"sub\":\"anna\",\"authorization_details\":[" + first + "," + second + "]}"))
                .isInstanceOf(Mapped.Refused.class);
        assertThat(anna(",\"authorization_details\":[" + first + "," + first + "]")
                        .grant()
                        .permissions())
                .containsExactly(Permission.ASK);
    }

    @Test
    void theTenantIsAClaimWhereOneIsNamed() {
        claims = new ProviderSettings.Claims(
                DEFAULTS.permissions(), DEFAULTS.groups(), Optional.of(new ClaimPointer("/org/id")), Optional.empty());

        assertThat(anna(",\"org\":{\"id\":\"blue\"}").tenant().name()).isEqualTo("blue");
        for (String org :
                new String[] {"null", "\"blue\"", "{\"id\":\"Blue Ltd\"}", "{\"id\":7}", "{\"id\":[\"blue\"]}"}) {
            assertThat(map("{\"sub\":\"anna\",\"org\":" + org + "}")).as(org).isInstanceOf(Mapped.Refused.class);
        }
        assertThat(map("{\"sub\":\"anna\"}")).isInstanceOf(Mapped.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\":\"Anna B\",\"preferred_username\":\"anna\" | Anna B",
                "\"preferred_username\":\"anna\" | anna",
                "\"name\":7,\"preferred_username\":\"anna\" | anna",
                "\"name\":\"An\\nna\" |",
                "\"name\":\" \" |",
                "\"email\":\"a@x.example\" |"
            })
    void theNameIsForPeople(String more, String name) {
        assertThat(anna("," + more).identity().name()).isEqualTo(name);
    }

    @Test
    void theNameStandsWhereThePointerSays() {
        claims = new ProviderSettings.Claims(
                DEFAULTS.permissions(), DEFAULTS.groups(), Optional.empty(), Optional.of(new ClaimPointer("/email")));

        assertThat(anna(",\"email\":\"a@x.example\",\"name\":\"Anna\"")
                        .identity()
                        .name())
                .isEqualTo("a@x.example");
        assertThat(anna(",\"name\":\"Anna\"").identity().name()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\":\"bot\",\"client_id\":\"bot\"",
                "\"sub\":\"bot\",\"azp\":\"bot\"",
                "\"sub\":\"x\",\"idtyp\":\"app\"",
                "\"sub\":\"system:serviceaccount:ci:runner\"",
                "\"sub\":\"x\",\"preferred_username\":\"service-account-ci\""
            })
    void aServiceIsKnownByItsClaims(String json) {
        assertThat(caller("{" + json + "}").identity().kind()).isEqualTo(Identity.Kind.SERVICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\":\"anna\"",
                "\"sub\":\"anna\",\"azp\":\"page\",\"client_id\":\"page\"",
                "\"sub\":\"anna\",\"idtyp\":\"user\"",
                "\"sub\":\"anna\",\"preferred_username\":\"anna\""
            })
    void allOthersArePeople(String json) {
        assertThat(caller("{" + json + "}").identity().kind()).isEqualTo(Identity.Kind.PERSON);
    }

    @Test
    void whatSomebodyIsCanBeSaidForAll() {
        kind = ProviderSettings.Kind.SERVICE;
        assertThat(anna("").identity().kind()).isEqualTo(Identity.Kind.SERVICE);
        kind = ProviderSettings.Kind.PERSON;
        assertThat(anna(",\"azp\":\"anna\"").identity().kind()).isEqualTo(Identity.Kind.PERSON);
    }
}
