package dev.holdpoint.access;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells quarkus-oidc whom to ask about a request: the provider that was chosen for it, or nobody. */
@ApplicationScoped
class ProviderTenants implements TenantConfigResolver {

    private static final String CHOSEN = "holdpoint.provider";

    static void choose(RoutingContext context, OidcTenantConfig tenant) {
        context.put(CHOSEN, tenant);
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> blocking) {
        @Nullable OidcTenantConfig chosen = context.get(CHOSEN);
        return chosen == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(chosen);
    }
}
