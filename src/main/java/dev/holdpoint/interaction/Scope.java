package dev.holdpoint.interaction;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What somebody may see. Every read takes one: that nothing restricts it has to be said by name. */
public sealed interface Scope {

    /** Whether something is seen that was asked in a session, as of a type, by one of a family. */
    boolean includes(Tenant tenant, SessionId session, InteractionType type, @Nullable Family family);

    default boolean includes(Interaction interaction) {
        Ask ask = interaction.ask();
        return includes(interaction.tenant(), ask.session(), ask.type(), interaction.family());
    }

    /** All there is, of every tenant: for the process itself, never for a caller. */
    record Everything() implements Scope {
        @Override
        public boolean includes(Tenant tenant, SessionId session, InteractionType type, @Nullable Family family) {
            return true;
        }
    }

    /** What is of a tenant, within limits, and was asked by these. */
    record Within(Tenant tenant, Limits limits, Askers askers) implements Scope {

        @Override
        public boolean includes(Tenant of, SessionId session, InteractionType type, @Nullable Family family) {
            return tenant.equals(of) && limits.admit(session) && limits.admit(type) && askers.include(family);
        }

        /** Whether it is all that is of the tenant and of some types. */
        public boolean isByType() {
            return limits.sessions().isEmpty() && askers instanceof Askers.Anybody;
        }
    }

    /** Whose interactions are seen. */
    sealed interface Askers {

        boolean include(@Nullable Family family);

        /** Whoever asked. */
        record Anybody() implements Askers {
            @Override
            public boolean include(@Nullable Family family) {
                return true;
            }
        }

        /**
         * What one family asked.
         *
         * @param family null for that of the anonymous callers
         */
        record Kin(@Nullable Family family) implements Askers {
            @Override
            public boolean include(@Nullable Family other) {
                return Objects.equals(family, other);
            }
        }
    }
}
