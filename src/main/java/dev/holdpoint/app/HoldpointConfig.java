package dev.holdpoint.app;

import dev.holdpoint.access.AccessMode;
import dev.holdpoint.access.ProviderSettings;
import dev.holdpoint.interaction.Permission;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** All that is Holdpoint's own to configure. Addresses, TLS and the like are Quarkus' properties. */
@ConfigMapping(prefix = "holdpoint")
public interface HoldpointConfig {

    /**
     * Which store keeps interactions: {@code sqlite}; {@code postgresql}, which many replicas may use; or {@code
     * memory}, which keeps nothing beyond the process.
     */
    @WithDefault("sqlite")
    StoreKind store();

    /** The folder of the SQLite store, and of the socket for commands; made where it is missing. */
    @WithDefault("holdpoint-data")
    Path dataDir();

    Timeout timeout();

    Limits limits();

    RetentionTimes retention();

    Http http();

    Sqlite sqlite();

    Postgresql postgresql();

    Access access();

    /** The stores to choose from. */
    enum StoreKind {
        SQLITE,
        POSTGRESQL,
        MEMORY
    }

    /** How long interactions stay pending. */
    interface Timeout {
        /** The timeout of an ask that names none: PT0.1S to P30D. */
        @WithName("default")
        @WithDefault("PT24H")
        Duration defaultTimeout();
    }

    /** How much is taken in before callers are told to come back. */
    interface Limits {
        /** Pending interactions in one session; one more is 429. */
        @WithDefault("100")
        int pendingPerSession();

        /** Writes that may wait; one more is 503. */
        @WithDefault("10000")
        int writeQueue();

        /** Memory that waiting writes may hold; beyond it is 503. */
        @WithDefault("64M")
        MemorySize writeQueueSize();

        /** Pending interactions in one tenant; one more is 429; 0 for any number. 100,000, but none where access is open. */
        OptionalInt pendingPerTenant();

        /** Asks and settlements of one caller in a minute; one more is 429; 0 for any number. 6,000, or none where access is open. */
        OptionalInt writesPerMinute();

        /** Answers that one caller awaits at once; one more is 429; 0 for any number. 1,024, or none where access is open. */
        OptionalInt waits();

        /** Event streams of one caller at once; 0 for any number. 256, or none where access is open. */
        OptionalInt streams();

        /** How long a check of a schema or of a response by one may take; beyond it is 422. */
        @WithDefault("PT1S")
        Duration checkTime();
    }

    /** How long is kept what is over. */
    interface RetentionTimes {
        /** Settled interactions, from their settlement on; at least as long as events. */
        @WithDefault("P30D")
        Duration settled();

        /** The event log, by which tabs resume. */
        @WithDefault("PT24H")
        Duration events();
    }

    /** Who may call. */
    interface Http {
        /** Host names, without a port, that the service goes by beside the loopback ones. */
        Optional<Set<String>> allowedHosts();

        /**
         * By which address the service is called from outside, as {@code https://x.example/approvals/}: links and {@code Location}
         * begin with it, and its host is one of those that it goes by.
         */
        Optional<URI> publicUrl();

        /** The longest wait of a caller, PT1S to PT5M; less than the time after which a proxy in front cuts connections. */
        @WithDefault("PT300S")
        Duration maxWait();

        /** Connections at once; as many as the process may have files, less 256, and 32,768 at most by default. */
        Optional<Integer> connections();

        /** Connections at once from one address; not limited by default, for behind a proxy all have the same. */
        Optional<Integer> connectionsPerAddress();

        /** Memory that bodies may take while they come; beyond it is 503. An eighth of the heap by default. */
        Optional<MemorySize> bodiesSize();

        /**
         * Memory that may be kept of answers for readers that do not take them; beyond it those that have stood longest are
         * closed. As much again for event streams, and for events on their way to them. An eighth of the heap by
         * default.
         */
        Optional<MemorySize> answersSize();
    }

    /** Who may do what. */
    interface Access {
        /**
         * How much has to be known of callers: {@code local} (whoever is not known may ask, and nothing else; where it listens on
         * loopback addresses alone and goes by no other name), {@code required} (nothing; everywhere else) or {@code open}
         * (everything; for tests).
         */
        Optional<AccessMode> mode();

        /** Types that nobody decides who asked them, or {@code *}; permission and plan-approval where access is required. */
        Optional<Set<String>> separate();

        /** Who may read the metrics where access is required: {@code guarded} for whoever may read or manage, or {@code free}. */
        @WithDefault("guarded")
        MetricsAccess metrics();

        Session session();

        /**
         * OpenID providers whose tokens are taken, by names that their callers' ids begin with: {@code [a-z][a-z0-9-]{0,31}}, not
         * {@code token}, not {@code person}.
         */
        Map<String, Provider> providers();

        /** To whom metrics are open. */
        enum MetricsAccess {
            GUARDED,
            FREE
        }

        /** An OpenID provider. */
        interface Provider {
            /** Its address, as its tokens name it in {@code iss}; what it has to tell of itself lies below it. */
            URI issuer();

            /** What tokens have to be for: one of these stands in their {@code aud}. */
            Set<String> audience();

            /** As what the service is known to it; people sign in with a provider that has one. */
            Optional<String> clientId();

            /** And how that is shown. */
            Optional<String> clientSecret();

            /** What whoever signs in is asked for, beside {@code openid}. */
            @WithDefault("profile")
            List<String> scopes();

            /** PEM certificates, one of which the provider's follows from; those that everybody trusts, where this is not set. */
            Optional<Path> caFile();

            /** What whoever shows a token is: {@code person}, {@code service}, or {@code auto} for what the token tells. */
            @WithDefault("auto")
            ProviderSettings.Kind kind();

            Claims claims();

            /** What a value among groups or permissions allows: {@code roles."approvers"=decide,read}. */
            Map<String, Set<Permission>> roles();

            /** Where its tokens tell what: JSON pointers. */
            interface Claims {
                /** Permissions: words like {@code holdpoint:decide}, in a string or a list. */
                @WithDefault("/scope")
                String permissions();

                /** Groups: a string, or a list of them. */
                @WithDefault("/groups")
                String groups();

                /** The tenant; a token that does not tell it is refused. All are of {@code default} where this is not set. */
                Optional<String> tenant();

                /** The name, for people to read; {@code /name}, else {@code /preferred_username}, where this is not set. */
                Optional<String> name();
            }
        }

        /** People who signed in. */
        interface Session {
            /** How long somebody is known without a request. */
            @WithDefault("PT12H")
            Duration idle();

            /** How long at most. */
            @WithName("max")
            @WithDefault("P7D")
            Duration max();
        }
    }

    /** The SQLite store. */
    interface Sqlite {
        /** How many connections read at once; half of them only what is quick, one at least. */
        @WithDefault("4")
        int readers();

        /**
         * How large the file may grow; unlimited by default. Asks are 503 before it is full: room for the largest settlement
         * is set aside for each pending interaction.
         */
        Optional<MemorySize> maxSize();
    }

    /** The PostgreSQL store. */
    interface Postgresql {
        /** Where the database is: {@code postgresql://host:5432/db?sslmode=verify-full}, with its driver's parameters. */
        Optional<String> url();

        /** As whom it is called. */
        Optional<String> username();

        /** And how that is shown. */
        Optional<String> password();

        /** A file with that; read anew for each connection, so that it may be changed. */
        Optional<Path> passwordFile();

        /** How many connections read at once; half of them only what is quick, one at least. */
        @WithDefault("4")
        int readers();

        /** Where to listen for what others write, where a pooler stands before {@code url}. */
        Optional<String> listenUrl();
    }
}
