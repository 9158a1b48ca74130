package dev.holdpoint.access;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells quarkus-oidc whom to ask about a request: the provider that was chosen for it, or nobody. */
@ApplicationScoped
class ProviderTenants implements TenantConfigResolver {

    private static final String CHOSEN = "holdpoint.provider";

    /** What quarkus-oidc notes of a choice: without it, the next one counts. */
    private static final List<String> NOTED =
            List.of("dynamic.tenant.config", OidcTenantConfig.class.getName(), OidcUtils.TENANT_ID_ATTRIBUTE);

    /** How long a provider has for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How much clocks may differ. */
    static final Duration LEEWAY = Duration.ofSeconds(30);

    /** How often keys are asked for again that the provider did not have, at most. */
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    /** How tokens of a provider are checked, whatever they are for. */
    static OidcTenantConfigBuilder of(ProviderSettings settings, String id, Set<String> audience) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(
                        settings.issuer().toString())
                .tenantId(id)
                .connectionTimeout(PATIENCE)
                .token()
                .issuer(settings.issuer().toString())
                .audience(List.copyOf(audience))
                .subjectRequired()
                .issuedAtRequired(false)
                .lifespanGrace((int) LEEWAY.toSeconds())
                .forcedJwkRefreshInterval(BETWEEN_FETCHES)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end();
        return settings.authority().isEmpty() ? tenant : tenant.tlsConfigurationName(Authority.nameFor(settings));
    }

    /** Has the next question of a request asked of this one. */
    static void choose(RoutingContext context, OidcTenantConfig tenant) {
        NOTED.forEach(context::remove);
        context.put(CHOSEN, tenant);
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> blocking) {
        @Nullable OidcTenantConfig chosen = context.get(CHOSEN);
        return chosen == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(chosen);
    }
}
