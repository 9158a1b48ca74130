package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.Cluster;
import dev.holdpoint.testing.Documented;
import dev.holdpoint.testing.Service;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Service accounts of a cluster ask, by the properties that {@code docs/providers.md} has for it; its certificate is
 * known to nothing but the file that the service is told to trust. A binary has to bring the TLS for it.
 */
class ClusterIT {

    private static final String CLUSTER = "holdpoint.access.providers.cluster.";

    @TempDir
    Path folder;

    @Test
    void aServiceAccountAsksWhereItsClusterIsTrusted() throws Exception {
        try (var cluster = new Cluster(folder)) {
            Service service = service(cluster, true);
            try {
                Answer me = me(service, cluster.token("ci", "asker", "holdpoint"));

                assertThat(me.status()).as(me.text()).isEqualTo(200);
                assertThat(me.body().path("caller").toString())
                        .isEqualTo("{\"id\":\"cluster:system:serviceaccount:ci:asker\",\"kind\":\"service\","
                                + "\"name\":\"asker\"}");
                assertThat(me.body().path("permissions").toString()).isEqualTo("[\"ask\"]");
                assertThat(me(service, cluster.token("ci", "default", "holdpoint"))
                                .body()
                                .path("permissions")
                                .toString())
                        .isEqualTo("[]");
                assertThat(me(service, cluster.token("ci", "asker", "https://kubernetes.default.svc"))
                                .status())
                        .isEqualTo(401);
            } finally {
                service.kill();
            }
        }
    }

    @Test
    void nobodyIsKnownByAClusterThatIsNotTrusted() throws Exception {
        try (var cluster = new Cluster(folder)) {
            Service service = service(cluster, false);
            try {
                assertThat(me(service, cluster.token("ci", "asker", "holdpoint"))
                                .slug())
                        .isEqualTo("identity-unavailable");
            } finally {
                service.kill();
            }
        }
    }

    private Service service(Cluster cluster, boolean isTrusted) throws Exception {
        var properties = new HashMap<>(Documented.properties("Kubernetes service accounts"));
        properties.put(CLUSTER + "issuer", cluster.issuer());
        if (isTrusted) {
            properties.put(CLUSTER + "ca-file", cluster.certificate().toString());
        } else {
            properties.remove(CLUSTER + "ca-file");
        }
        properties.put("holdpoint.access.mode", "required");
        return new Service(
                folder.resolve("data"),
                properties.entrySet().stream()
                        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    private static Answer me(Service service, String token) {
        return service.api().get("/v1/me", "Authorization", "Bearer " + token);
    }
}
