package dev.holdpoint.app;

import dev.holdpoint.access.ClaimPointer;
import dev.holdpoint.access.ProviderSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is configured of OpenID providers. */
final class ProviderConfiguration {

    private static final String PREFIX = "holdpoint.access.providers.";

    private ProviderConfiguration() {}

    /** Throws an {@link IllegalArgumentException} that names the property. */
    static List<ProviderSettings> of(Map<String, HoldpointConfig.Access.Provider> configured) {
        List<ProviderSettings> providers = new TreeMap<>(configured)
                .entrySet().stream()
                        .map(one -> provider(one.getKey(), one.getValue()))
                        .toList();
        var issuers = new HashMap<URI, String>();
        providers.forEach(one -> {
            String other = issuers.put(one.issuer(), one.name());
            if (other != null) {
                throw new IllegalArgumentException(PREFIX + one.name() + ".issuer (" + one.issuer() + ") is that of "
                        + PREFIX + other + ", too: one provider has one name");
            }
        });
        return providers;
    }

    private static ProviderSettings provider(String name, HoldpointConfig.Access.Provider provider) {
        if (provider.clientSecret().isPresent() && provider.clientId().isEmpty()) {
            throw new IllegalArgumentException(PREFIX + name + ".client-secret is of no use without .client-id");
        }
        var claims = provider.claims();
        return new ProviderSettings(
                name,
                provider.issuer(),
                provider.audience(),
                provider.clientId()
                        .map(id -> new ProviderSettings.Client(id, provider.clientSecret(), provider.scopes())),
                provider.caFile(),
                provider.kind(),
                new ProviderSettings.Claims(
                        pointer(name, "permissions", claims.permissions()),
                        pointer(name, "groups", claims.groups()),
                        claims.tenant().map(text -> pointer(name, "tenant", text)),
                        claims.name().map(text -> pointer(name, "name", text))),
                provider.roles());
    }

    private static ClaimPointer pointer(String name, String claim, String text) {
        try {
            return new ClaimPointer(text);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(PREFIX + name + ".claims." + claim + ": " + none.getMessage(), none);
        }
    }
}
