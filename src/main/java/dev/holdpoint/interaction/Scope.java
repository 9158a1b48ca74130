package dev.holdpoint.interaction;

import java.util.Set;

/** What somebody may see. Every read takes one: that nothing restricts it has to be said by name. */
public sealed interface Scope {

    boolean includes(Interaction interaction);

    /** All there is, of every tenant: for the process itself, never for a caller. */
    record Everything() implements Scope {
        @Override
        public boolean includes(Interaction interaction) {
            return true;
        }
    }

    /**
     * What is of these tenants and passes these limits.
     *
     * @param tenants at least one
     */
    record Within(Set<Tenant> tenants, Filter limits) implements Scope {

        public Within {
            tenants = Set.copyOf(tenants);
            if (tenants.isEmpty()) {
                throw new IllegalArgumentException("a scope needs a tenant");
            }
        }

        @Override
        public boolean includes(Interaction interaction) {
            return tenants.contains(interaction.tenant()) && limits.matches(interaction);
        }
    }
}
