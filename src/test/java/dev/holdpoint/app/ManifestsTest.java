package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdpoint.access.AccessMode;
import dev.holdpoint.store.sql.WriterSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests and the file for Compose configure is what the service takes, and what the command finds. */
class ManifestsTest {

    private static final Path KEPT = Path.of("src/main/kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite", "service-accounts"})
    void aManifestConfiguresItsStore(String shape) throws IOException {
        List<JsonNode> objects = objects(KEPT.resolve(shape + ".yaml"));
        JsonNode pod = one(
                        objects,
                        object -> object.at("/spec/template/spec/containers/0").isObject())
                .at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        var variables = new HashMap<String, String>();
        container
                .path("env")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        JsonNode map = one(objects, object -> object.path("kind").asText().equals("ConfigMap"));
        Properties properties = read(map.at("/data/holdpoint.properties").asText());

        HoldpointConfig config = config(properties, variables);

        boolean isReplicas = shape.equals("postgresql");
        assertThat(config.store())
                .isEqualTo(isReplicas ? HoldpointConfig.StoreKind.POSTGRESQL : HoldpointConfig.StoreKind.SQLITE);
        assertThat(variables)
                .as("the command reads no file")
                .containsEntry("HOLDPOINT_STORE", config.store().name().toLowerCase(Locale.ROOT));
        assertThat(config.access().mode()).contains(AccessMode.REQUIRED);
        assertThat(config.http().allowedHosts().orElseThrow()).contains("holdpoint.holdpoint.svc");
        assertThat(mounts(container)).contains(config.dataDir().toString());
        assertThat(Path.of(variables.get("QUARKUS_CONFIG_LOCATIONS"))
                        .getParent()
                        .toString())
                .isIn(mounts(container));
        config.postgresql()
                .passwordFile()
                .ifPresent(file ->
                        assertThat(mounts(container)).contains(file.getParent().toString()));
        assertThat(config.postgresql().url().isPresent()).isEqualTo(isReplicas);
        assertThat(config.postgresql().passwordFile().isPresent()).isEqualTo(isReplicas);
        config.access().providers().values().forEach(provider -> {
            assertThat(provider.roles()).containsOnlyKeys("system:serviceaccount:ci:asker");
            assertThat(mounts(container))
                    .contains(provider.caFile().orElseThrow().getParent().toString());
        });
        assertThat(config.access().providers().isEmpty()).isEqualTo(!shape.equals("service-accounts"));
    }

    /** Longer than the service needs to end, and the proxies to hear of it. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void aPodHasTimeToEnd(String shape) throws IOException {
        JsonNode pod = one(
                        objects(KEPT.resolve(shape + ".yaml")),
                        object -> object.at("/spec/template/spec/containers/0").isObject())
                .at("/spec/template/spec");

        int before = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();

        assertThat(before).isPositive();
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(before + 10);
    }

    @Test
    void composeConfiguresTheService() throws IOException {
        JsonNode service = objects(Path.of("compose.yaml")).getFirst().at("/services/holdpoint");
        var variables = new HashMap<String, String>();
        service.path("environment")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asText()));

        HoldpointConfig config = config(new Properties(), variables);

        assertThat(PostgresConfiguration.of(config.postgresql(), new WriterSettings(1, 1))
                        .url()
                        .text())
                .isEqualTo("jdbc:postgresql://database:5432/holdpoint");
        assertThat(config.access().metrics()).isEqualTo(HoldpointConfig.Access.MetricsAccess.FREE);
        assertThat(config.http().allowedHosts().orElseThrow()).contains("holdpoint");
        // A variable that is misspelt would be told by nobody.
        assertThat(variables.keySet()).allSatisfy(name -> assertThat(help()).contains(name));
    }

    @Test
    void whatThereIsNotIsRefused() {
        var properties = new Properties();
        properties.setProperty("holdpoint.postgresql.pasword-file", "/x");

        assertThatThrownBy(() -> config(properties, Map.of())).hasMessageContaining("pasword-file");
    }

    private static HoldpointConfig config(Properties properties, Map<String, String> variables) {
        var given = new HashMap<String, String>();
        properties.forEach((name, value) -> given.put(name.toString(), value.toString()));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(
                        new PropertiesConfigSource(given, "the ConfigMap", 100), new EnvConfigSource(variables, 300))
                .withMapping(HoldpointConfig.class)
                .build()
                .getConfigMapping(HoldpointConfig.class);
    }

    /** The variables of all properties. */
    private static List<String> help() {
        try {
            return Pattern.compile("(?m)^  (holdpoint\\.[\\w.-]+)")
                    .matcher(Files.readString(Path.of("src/main/resources/help.txt")))
                    .results()
                    .map(name -> name.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> mounts(JsonNode container) {
        return container.path("volumeMounts").findValuesAsText("mountPath");
    }

    private static Properties read(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }

    private static JsonNode one(List<JsonNode> objects, Predicate<JsonNode> wanted) {
        return objects.stream().filter(wanted).findFirst().orElseThrow();
    }

    private static List<JsonNode> objects(Path file) throws IOException {
        try (var all = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return all.readAll();
        }
    }
}
