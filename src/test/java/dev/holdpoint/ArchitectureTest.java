package dev.holdpoint;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
@AnalyzeClasses(packages = "dev.holdpoint", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HOUSE = "dev.holdpoint.";

    /** Which rooms a room may know of; {@code app} knows everybody. A room that is not here may not be there. */
    private static final Map<String, String[]> MAY_KNOW = Map.ofEntries(
            Map.entry("interaction", new String[] {}),
            Map.entry("json", new String[] {"interaction"}),
            Map.entry("broker", new String[] {"interaction"}),
            Map.entry("stream", new String[] {"broker", "interaction"}),
            Map.entry("wire", new String[] {"broker", "interaction", "json"}),
            Map.entry("dialect", new String[] {"broker", "interaction", "json", "wire"}),
            Map.entry("schema", new String[] {"broker", "interaction", "json"}),
            Map.entry("store", new String[] {"access", "broker", "interaction"}),
            Map.entry("store.memory", new String[] {"access", "broker", "interaction", "store"}),
            Map.entry("store.sql", new String[] {"access", "broker", "interaction", "store"}),
            Map.entry("store.sqlite", new String[] {"interaction", "store", "store.sql"}),
            Map.entry("store.postgresql", new String[] {"interaction", "store", "store.sql"}),
            Map.entry("store.copy", new String[] {"store.postgresql", "store.sql", "store.sqlite"}),
            Map.entry("http", new String[] {"interaction", "wire"}),
            Map.entry("access", new String[] {"broker", "http", "interaction", "wire"}),
            Map.entry("rest", new String[] {"access", "broker", "http", "interaction", "json", "stream", "wire"}),
            Map.entry("agents", new String[] {"access", "broker", "dialect", "http", "interaction", "json", "wire"}),
            Map.entry("mcp", new String[] {"access", "broker", "dialect", "http", "interaction", "json", "wire"}),
            Map.entry("history", new String[] {}),
            Map.entry("cluster", new String[] {"history"}),
            Map.entry("client", new String[] {}),
            Map.entry("hook", new String[] {"client"}),
            Map.entry("settings", new String[] {"client", "hook"}),
            Map.entry("loading", new String[] {"client", "hook", "settings"}),
            Map.entry("connect", new String[] {"client", "hook", "loading", "settings"}),
            Map.entry("doctor", new String[] {"client", "connect", "hook", "loading", "settings"}),
            Map.entry("cli", new String[] {
                "access",
                "broker",
                "client",
                "cluster",
                "connect",
                "doctor",
                "history",
                "hook",
                "interaction",
                "json",
                "loading",
                "settings",
                "store",
                "store.copy",
                "store.postgresql",
                "store.sql",
                "store.sqlite",
                "wire"
            }),
            Map.entry("web", new String[] {"http"}));

    @ArchTest
    static void everyRoomKnowsOnlyWhomItMay(JavaClasses house) {
        MAY_KNOW.forEach((room, known) -> {
            String[] allowed = Stream.concat(Stream.of(room), Stream.of(known))
                    .map(name -> HOUSE + name)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(HOUSE + room)
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.holdpoint..").and(resideOutsideOfPackages(allowed)))
                    .because(room + " may know no room but [" + String.join(", ", known) + "]")
                    .check(house);
        });
    }

    @ArchTest
    static void thereIsNoOtherRoom(JavaClasses house) {
        var rooms = new TreeSet<String>();
        house.forEach(type -> rooms.add(type.getPackageName().substring(HOUSE.length())));
        var expected = new TreeSet<>(MAY_KNOW.keySet());
        expected.add("app");
        assertThat(rooms).isEqualTo(expected);
    }

    @ArchTest
    static final ArchRule VALUES_KNOW_NOBODY_AT_ALL = classes()
            .that()
            .resideInAPackage("dev.holdpoint.interaction..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.holdpoint.interaction..", "java..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_FRAMEWORK = classes()
            .that()
            .resideInAnyPackage("dev.holdpoint.broker..", "dev.holdpoint.stream..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.holdpoint..",
                    "java..",
                    "io.smallrye.mutiny..",
                    "com.github.benmanes.caffeine.cache..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule ONLY_DOORS_KNOW_THE_FRAMEWORK = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.holdpoint.http..",
                    "dev.holdpoint.access..",
                    "dev.holdpoint.rest..",
                    "dev.holdpoint.agents..",
                    "dev.holdpoint.mcp..",
                    "dev.holdpoint.web..",
                    "dev.holdpoint.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..");

    @ArchTest
    static final ArchRule SQL_STANDS_IN_STORES = noClasses()
            .that()
            .resideOutsideOfPackage("dev.holdpoint.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..", "org.postgresql..");

    @ArchTest
    static final ArchRule SQLITE_STANDS_IN_ONE_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("dev.holdpoint.store.sqlite..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sqlite..");

    @ArchTest
    static final ArchRule POSTGRESQL_STANDS_IN_ONE_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("dev.holdpoint.store.postgresql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.postgresql..");

    /** Whoever judges a service is none of it. */
    @ArchTest
    static final ArchRule A_LOAD_SPEAKS_BY_HTTP_ALONE = classes()
            .that()
            .resideInAnyPackage(
                    "dev.holdpoint.history..",
                    "dev.holdpoint.cluster..",
                    "dev.holdpoint.client..",
                    "dev.holdpoint.hook..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.holdpoint.history..",
                    "dev.holdpoint.cluster..",
                    "dev.holdpoint.client..",
                    "dev.holdpoint.hook..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule JAX_RS_STANDS_IN_DOORS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.holdpoint.rest..", "dev.holdpoint.agents..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule JACKSON_STANDS_WHERE_JSON_IS_READ_OR_WRITTEN = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.holdpoint.json..",
                    "dev.holdpoint.wire..",
                    "dev.holdpoint.schema..",
                    "dev.holdpoint.rest..",
                    "dev.holdpoint.history..",
                    "dev.holdpoint.cluster..",
                    "dev.holdpoint.client..",
                    "dev.holdpoint.hook..",
                    "dev.holdpoint.settings..",
                    "dev.holdpoint.loading..",
                    "dev.holdpoint.connect..",
                    "dev.holdpoint.doctor..",
                    "dev.holdpoint.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.holdpoint.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_AT_ANY_DEPTH =
            slices().matching("dev.holdpoint.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIME_IS_HANDED_IN = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.holdpoint.interaction..",
                    "dev.holdpoint.broker..",
                    "dev.holdpoint.stream..",
                    "dev.holdpoint.store..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    /** A native image would have it with its seed from the build, so it is not built. */
    @ArchTest
    static final ArchRule CHANCE_IS_NOT_STATIC =
            noFields().that().areStatic().should().haveRawType(assignableTo(RandomGenerator.class));

    @ArchTest
    static final ArchRule NO_VAGUE_NAMES = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");

    @Test
    void noMainFileIsLongerThan300Lines() throws IOException {
        try (var files = Files.walk(Path.of("src/main"))) {
            assertThat(files.filter(file -> file.toString().matches(".*\\.(java|ts)")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(300));
        }
    }

    @Test
    void everyRoomSaysWhatItIsFor() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/dev/holdpoint"))) {
            assertThat(files.filter(Files::isDirectory).filter(folder -> folder.getNameCount() > 5))
                    .isNotEmpty()
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    @Test
    void noTestSleeps() throws IOException {
        String sleep = "Thread" + ".sleep(";
        String waiting = "waitFor" + "Timeout(";
        try (var files = Files.walk(Path.of("src/test"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(sleep, waiting));
        }
    }
}
