package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.OpenIdProvider;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers whose certificates nobody trusts but whoever was told to, as those of clusters are. */
@QuarkusTest
@TestProfile(PrivateProvidersHttpTest.Configured.class)
class PrivateProvidersHttpTest {

    private static final RSAKey KEY = OpenIdProvider.newKey();
    private static final Path KNOWN = Path.of("target/known.p12");
    private static final Path OTHER = Path.of("target/other.p12");

    @TestHTTPResource
    URI base;

    @ConfigProperty(name = "test.provider.port")
    int port;

    private OpenIdProvider provider;

    /** One provider by three names: by its own certificate, by another one, and by those that everybody trusts. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            OpenIdProvider.makeCertificate(KNOWN);
            OpenIdProvider.makeCertificate(OTHER);
            String providers = "holdpoint.access.providers.";
            Map<String, String> more =
                    Map.of(providers + "known.ca-file", KNOWN + ".pem", providers + "other.ca-file", OTHER + ".pem");
            return OpenIdProvider.configured("https", more, "known", "other", "plain");
        }
    }

    @BeforeEach
    void startProvider() {
        provider = new OpenIdProvider(port, KEY, KNOWN);
    }

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    private int status(String name) {
        String token = OpenIdProvider.token(KEY, "https://localhost:" + port + "/" + name, claims -> {});
        return new Api(base).get("/v1/me", "Authorization", "Bearer " + token).status();
    }

    @Test
    void aProviderIsBelievedByTheCertificatesThatItIsToldBy() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> status("known") == 200);

        assertThat(status("other")).isEqualTo(503);
        assertThat(status("plain")).isEqualTo(503);
    }
}
