package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.wire.Problem;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is written by hand: it tells of every operation and problem, and answers are as it says. */
@QuarkusTest
class OpenApiHttpTest extends HttpTest {

    /** What is answered before anybody asks which path it is: told once for all. */
    private static final Set<Problem.Kind> OF_NO_REQUEST =
            Set.of(Problem.Kind.TARGET_TOO_LONG, Problem.Kind.HEADERS_TOO_LARGE, Problem.Kind.NOT_IMPLEMENTED);

    private static final java.nio.file.Path DOCUMENT =
            java.nio.file.Path.of("src/main/resources/META-INF/openapi.yaml");
    private static final String CONTRACT = "/v1";
    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch");

    @Test
    void everyOperationIsDescribedAndNoOther() {
        var served = new TreeSet<>(Set.of("get /v1/events", "get /v1/interactions", "get /v1/export"));
        for (Class<?> resource : resources()) {
            for (Method method : resource.getDeclaredMethods()) {
                verb(method).ifPresent(verb -> paths(resource, method).forEach(path -> served.add(verb + " " + path)));
            }
        }
        var described = new TreeSet<String>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (VERBS.contains(name)) {
                        described.add(name + " " + path.getKey());
                    }
                }));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void itIsYamlAsItIsWrittenOrJsonForWhoAsks() throws Exception {
        byte[] written = Files.readAllBytes(DOCUMENT);
        for (Answer yaml : List.of(
                api.get("/q/openapi"),
                api.get("/q/openapi", "Accept", "*/*"),
                api.get("/q/openapi", "Accept", "text/html"),
                api.get("/q/openapi?format=yaml", "Accept", "application/json"))) {
            assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
            assertThat(yaml.text()).isEqualTo(new String(written, StandardCharsets.UTF_8));
        }
        for (Answer json : List.of(
                api.get("/q/openapi?format=json"),
                api.get("/q/openapi?format=JSON"),
                api.get("/q/openapi", "Accept", "application/json"))) {
            assertThat(json.header("Content-Type")).startsWith("application/json");
            assertThat(json.body()).isEqualTo(new YAMLMapper().readTree(written));
        }
    }

    @Test
    void everyProblemIsDescribedWithItsStatus() {
        String text = api.get("/q/openapi?format=json").text();
        for (Problem.Kind kind : Problem.Kind.values()) {
            if (kind != Problem.Kind.INTERNAL_ERROR) {
                assertThat(text).contains("urn:holdpoint:problem:" + kind.slug());
            }
        }
        Set<String> statuses = Arrays.stream(Problem.Kind.values())
                .filter(kind -> kind != Problem.Kind.INTERNAL_ERROR && !OF_NO_REQUEST.contains(kind))
                .map(kind -> Integer.toString(kind.status()))
                .collect(Collectors.toCollection(TreeSet::new));
        var described = new TreeSet<String>();
        document()
                .path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status -> {
                            if (status.startsWith("4") || status.startsWith("5")) {
                                described.add(status);
                            }
                        })));
        assertThat(described).isEqualTo(statuses);
        String introduction = document().path("info").path("description").asText();
        OF_NO_REQUEST.forEach(kind -> assertThat(introduction).contains(Integer.toString(kind.status())));
    }

    @Test
    void answersAreAsTheDocumentSays() {
        String session = Api.session();
        Answer asked = api.post(
                "/v1/interactions",
                "{\"type\":\"permission\",\"sessionId\":\"" + session
                        + "\",\"title\":\"t\",\"onExpiry\":{\"reject\":\"late\"}}");
        String path = "/v1/interactions/" + asked.id();
        assertIs("Interaction", asked);
        assertIs("Interaction", api.get(path));
        assertIs("Page", api.get("/v1/interactions?limit=2"));
        assertIs("Problem", api.resolve(asked.id(), "{}"));
        assertIs("Problem", api.post("/v1/interactions", "{\"unknown\":1}"));
        assertIs("Problem", api.get("/v1/interactions?limit=0"));
        assertIs("Interaction", api.resolve(asked.id(), "{\"behavior\":\"allow\"}"));
        assertIs("Problem", api.resolve(asked.id(), "{\"behavior\":\"allow\"}"));
        assertIs("Removed", api.delete("/v1/sessions/" + session));
        assertIs("Statistics", api.get("/v1/statistics"));
        assertIs("Timeline", api.get("/v1/statistics/timeline"));
    }

    /**
     * A client that is made from the document has a class for each form, for one with both members would send both; what it
     * reads is one class, for many cannot tell two of them apart.
     */
    @Test
    void aDefaultSettlementIsOneOfItsTwoForms() {
        JsonNode schemas = document().path("components").path("schemas");
        assertThat(schemas.path("OnExpiry").path("oneOf").findValuesAsText("$ref"))
                .containsExactly("#/components/schemas/ResolveOnExpiry", "#/components/schemas/RejectOnExpiry");
        assertThat(schemas.path("Ask").path("properties").path("onExpiry").findValuesAsText("$ref"))
                .containsExactly("#/components/schemas/OnExpiry");
        assertThat(schemas.path("Interaction")
                        .path("properties")
                        .path("onExpiry")
                        .findValuesAsText("$ref"))
                .containsExactly("#/components/schemas/DefaultSettlement");
        for (String right : List.of("{\"resolve\":null}", "{\"resolve\":{\"a\":1}}", "{\"reject\":\"late\"}")) {
            assertThat(violations("OnExpiry", right)).as(right).isEmpty();
            assertThat(api.ask(Api.session(), ",\"onExpiry\":" + right).status())
                    .as(right)
                    .isEqualTo(201);
        }
        for (String wrong : List.of("{}", "{\"resolve\":1,\"reject\":\"late\"}", "{\"reject\":1}", "{\"other\":1}")) {
            assertThat(violations("OnExpiry", wrong)).as(wrong).isNotEmpty();
            assertThat(api.ask(Api.session(), ",\"onExpiry\":" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void theMembersOfBodiesAreTheOnesThatAreRead() {
        String path = "/v1/interactions";
        assertThat(known(path)).isEqualTo(described("Ask"));
        assertThat(known(path + "/x/resolve")).isEqualTo(described("Resolve"));
        assertThat(known(path + "/x/reject")).isEqualTo(described("Refuse"));
        assertThat(known(path + "/x/cancel")).isEqualTo(described("Refuse"));
    }

    /** The members that the service says it knows, as the list that it prints. */
    private String known(String path) {
        String detail = api.post(path, "{\"unknown\":1}").body().path("errors").findValuesAsText("detail").stream()
                .filter(text -> text.startsWith("unknown member"))
                .findFirst()
                .orElseThrow();
        return detail.substring(detail.indexOf('['));
    }

    /** Those that the service says it knows, where it was sent one that nobody knows. */
    @Test
    void theParametersOfListsAndExportsAreTheOnesThatAreRead() {
        for (String path : List.of("/v1/interactions", "/v1/export")) {
            String detail = api.get(path + "?unknown=1").body().path("detail").asText();
            var described = new TreeSet<String>();
            document().path("paths").path(path).path("get").path("parameters").forEach(parameter -> {
                String reference = parameter.path("$ref").asText().replaceFirst("#", "");
                JsonNode named = reference.isEmpty() ? parameter : document().at(reference);
                described.add(named.path("name").asText());
            });
            assertThat(detail).isEqualTo("unknown parameter 'unknown'; known are " + described);
        }
    }

    private String described(String schema) {
        var members = new TreeSet<String>();
        document()
                .path("components")
                .path("schemas")
                .path(schema)
                .path("properties")
                .fieldNames()
                .forEachRemaining(members::add);
        return members.toString();
    }

    private void assertIs(String schema, Answer answer) {
        JsonNode components = document().path("components");
        var violations = violations(schema, answer.text());
        assertThat(violations).as("%s: %s", schema, answer.text()).isEmpty();
        JsonNode described = components.path("schemas").path(schema).path("properties");
        assertThat(answer.body().fieldNames())
                .toIterable()
                .as("members of %s", schema)
                .allSatisfy(
                        member -> assertThat(described.has(member)).as(member).isTrue());
    }

    private List<Error> violations(String schema, String text) {
        String root = "{\"$ref\":\"#/components/schemas/" + schema + "\",\"components\":"
                + document().path("components") + "}";
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root)
                .validate(
                        text,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private JsonNode document() {
        return api.get("/q/openapi?format=json").body();
    }

    private static java.util.Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    /** Every resource of the contract that there is in the sources. */
    private static List<? extends Class<?>> resources() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("dev.holdpoint").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class)
                                && type.getAnnotationOfType(Path.class).value().startsWith(CONTRACT))
                        .map(JavaClass::reflect)
                        .toList();
    }

    /** The paths of a method: one for each word that a parameter may be, where its pattern lists words. */
    private static List<String> paths(Class<?> resource, Method method) {
        String root = resource.getAnnotation(Path.class).value();
        Path own = method.getAnnotation(Path.class);
        String path = own == null ? root : root + "/" + own.value();
        var words = Pattern.compile("\\{\\w+: ([\\w|]+)}").matcher(path);
        return words.find()
                ? Stream.of(words.group(1).split("\\|"))
                        .map(words::replaceFirst)
                        .toList()
                : List.of(path);
    }
}
