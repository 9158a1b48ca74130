package dev.holdpoint.access;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;

/** Whose certificates a provider is believed to be itself by, where that is not one that everybody trusts. */
final class Authority extends BaseTlsConfiguration {

    private final Path certificates;

    private Authority(Path certificates) {
        this.certificates = certificates;
    }

    static void register(ProviderSettings settings, TlsConfigurationRegistry registry) {
        registry.register(nameFor(settings), new Authority(settings.authority().orElseThrow()));
    }

    static String nameFor(ProviderSettings settings) {
        return "holdpoint." + settings.name();
    }

    @Override
    public TrustOptions getTrustStoreOptions() {
        return new PemTrustOptions().addCertPath(certificates.toString());
    }
}
