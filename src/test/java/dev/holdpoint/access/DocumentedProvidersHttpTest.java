package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.Documented;
import dev.holdpoint.testing.OpenIdProvider;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All that {@code docs/providers.md} has people paste at once, but for addresses and secrets; and tokens with claims as
 * those who make them document them.
 */
@QuarkusTest
@TestProfile(DocumentedProvidersHttpTest.Configured.class)
class DocumentedProvidersHttpTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final RSAKey KEY = OpenIdProvider.newKey();
    private static final String PREFIX = "holdpoint.access.providers.";

    @TestHTTPResource
    URI base;

    @ConfigProperty(name = "test.provider.port")
    int port;

    private OpenIdProvider provider;

    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            int port = OpenIdProvider.freePort();
            var configured = new HashMap<>(documented());
            configured.keySet().removeIf(property -> property.endsWith(".ca-file")); // the clusters' own
            configured.replaceAll((property, value) -> {
                String name = property.substring(PREFIX.length()).replaceFirst("\\..*", "");
                return property.endsWith(".issuer")
                        ? issuer(port, name)
                        : property.endsWith(".client-secret") ? "secret" : value;
            });
            configured.put("holdpoint.access.mode", "required");
            configured.put("test.provider.port", Integer.toString(port));
            return configured;
        }
    }

    private static Map<String, String> documented() {
        var all = new HashMap<String, String>();
        Documented.sections().forEach(section -> all.putAll(Documented.properties(section)));
        return all;
    }

    private static String issuer(int port, String name) {
        return "http://localhost:" + port + "/" + name;
    }

    @BeforeEach
    void startProvider() {
        provider = new OpenIdProvider(port, KEY);
    }

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "entra | {'azp':'page','roles':['Holdpoint.Decide'],'scp':'access'} | person | decide,read",
                "entra | {'azp':'bot','idtyp':'app','roles':['Holdpoint.Ask']} | service | ask",
                "google | {'hd':'acme.example','name':'Anna'} | person | read",
                "google | {'sub':'110248495921238986420','name':'Anna'} | person | decide,read",
                "google | {'sub':'103847562910293847561','azp':'103847562910293847561'} | service | ask",
                "okta | {'cid':'0oa1page','groups':['holdpoint-approvers'],'scp':['openid']} | person | decide,read",
                "bots | {'cid':'0oa1bot','sub':'0oa1bot','scp':['holdpoint:ask']} | service | ask",
                "github | {'preferred_username':'acme:approvers','name':'Anna'} | person | ``",
                "github | {'groups':['acme:approvers']} | person | decide,read",
                "actions | {'sub':'repo:acme/app:ref:refs/heads/main','repository':'acme/app'} | service | ask",
                "actions | {'sub':'repo:eve/app:ref:refs/heads/main','repository':'eve/app'} | service | ``",
                "cluster | {'sub':'system:serviceaccount:ci:asker'} | service | ask"
            })
    void whatATokenSaysIsReadAsItIsTold(String name, String claims, String kind, String permissions) {
        String audience = documented().get(PREFIX + name + ".audience");
        String token = OpenIdProvider.token(KEY, "RS256", "JWT", issuer(port, name), more -> {
            more.audience(audience);
            new JsonObject(claims.replace('\'', '"')).getMap().forEach(more::claim);
        });

        Answer me = Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> new Api(base).get("/v1/me", "Authorization", "Bearer " + token),
                        answer -> answer.status() != 503);

        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.body().path("caller").path("kind").asText()).isEqualTo(kind);
        assertThat(me.body().path("permissions").toString().replaceAll("[\\[\\]\"]", ""))
                .isEqualTo(permissions);
    }

    /** The manifest and the page say the same. */
    @Test
    void theExampleForAClusterHasWhatIsDocumented() throws Exception {
        String manifest = Files.readString(Path.of("src", "main", "kubernetes", "service-accounts.yaml"));

        assertThat(Documented.properties("Kubernetes service accounts"))
                .allSatisfy((property, value) -> assertThat(manifest)
                        .contains(property.replace("system:serviceaccount:ci:", "system\\:serviceaccount\\:ci\\:") + "="
                                + value));
    }
}
