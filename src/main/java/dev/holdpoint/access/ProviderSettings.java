package dev.holdpoint.access;

import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.interaction.Permission;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An OpenID provider whose tokens are taken, checked as it is made.
 *
 * @param name what its callers' ids begin with
 * @param issuer as its tokens name it
 * @param audience what a token has to be for, one of these
 * @param client as what people sign in; empty where they do not
 * @param authority a file of PEM certificates, one of which its own follows from; empty for those that everybody trusts
 * @param kind what whoever shows a token is
 * @param claims where its tokens tell what
 * @param roles what values of groups or permissions allow
 */
public record ProviderSettings(
        String name,
        URI issuer,
        Set<String> audience,
        Optional<Client> client,
        Optional<Path> authority,
        Kind kind,
        Claims claims,
        Map<String, Set<Permission>> roles) {

    private static final String PREFIX = "holdpoint.access.providers.";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** What begins the ids of callers of our own. */
    private static final Set<String> OWN = Set.of("token", "person");

    /** What quarkus-oidc takes for no check at all. */
    private static final String ANY = "any";

    /** RFC 6749, 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    public ProviderSettings {
        audience = Set.copyOf(audience);
        roles = Map.copyOf(roles);
        check(
                NAME.matcher(name).matches() && !OWN.contains(name),
                name,
                "a name must match " + NAME + ", and none of " + "[person, token]");
        check(
                OwnAddress.isBeginning(issuer),
                name,
                "issuer (" + issuer + ") must be an address like https://id.example/realm");
        check(
                !audience.isEmpty() && audience.stream().noneMatch(one -> one.isBlank() || one.equals(ANY)),
                name,
                "audience must name what tokens are for; '" + ANY + "' is nothing");
        check(
                client.stream().noneMatch(one -> one.id().isBlank() || one.id().equals(ANY)),
                name,
                "client-id must be one; '" + ANY + "' is none");
        check(
                client.stream()
                        .flatMap(one -> one.scopes().stream())
                        .allMatch(scope -> SCOPE.matcher(scope).matches()),
                name,
                "scopes must be words without spaces, separated by commas");
        check(
                authority.stream().allMatch(file -> Files.isRegularFile(file) && Files.isReadable(file)),
                name,
                "ca-file (" + authority.map(Path::toString).orElse("") + ") must be a file that can be read");
        check(
                authority.isEmpty() || "https".equals(issuer.getScheme()),
                name,
                "ca-file is of no use where issuer (" + issuer + ") has no TLS");
    }

    /** What whoever shows a token is. */
    public enum Kind {
        /** As the token tells. */
        AUTO,
        PERSON,
        SERVICE
    }

    /**
     * As what the service is known to the provider.
     *
     * @param scopes what whoever signs in is asked for beside {@code openid}
     */
    public record Client(String id, Optional<String> secret, List<String> scopes) {

        public Client {
            scopes = List.copyOf(scopes);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * Where a token tells what.
     *
     * @param tenant empty where all are of the default one
     * @param name empty for {@code /name}, else {@code /preferred_username}
     */
    public record Claims(
            ClaimPointer permissions,
            ClaimPointer groups,
            Optional<ClaimPointer> tenant,
            Optional<ClaimPointer> name) {}

    private static void check(boolean holds, String name, String detail) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + name + ": " + detail);
        }
    }
}
