package dev.holdpoint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
@AnalyzeClasses(packages = "dev.holdpoint", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NOBODY = classes()
            .that()
            .resideInAPackage("dev.holdpoint.interaction..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.holdpoint.interaction..", "java..", "io.smallrye.mutiny..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule STORES_KNOW_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.holdpoint.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.holdpoint.rest..", "dev.holdpoint.schema..", "dev.holdpoint.app..", "io.quarkus..");

    @ArchTest
    static final ArchRule SCHEMAS_KNOW_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.holdpoint.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.holdpoint.rest..", "dev.holdpoint.store..", "dev.holdpoint.app..", "io.quarkus..");

    @ArchTest
    static final ArchRule HTTP_KNOWS_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.holdpoint.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.holdpoint.schema..", "dev.holdpoint.store..", "dev.holdpoint.app..");

    @ArchTest
    static final ArchRule THE_PAGE_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage("dev.holdpoint.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.holdpoint.interaction..",
                    "dev.holdpoint.rest..",
                    "dev.holdpoint.schema..",
                    "dev.holdpoint.store..",
                    "dev.holdpoint.app..");

    @ArchTest
    static final ArchRule SQL_STANDS_IN_STORES = noClasses()
            .that()
            .resideOutsideOfPackage("dev.holdpoint.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule JAX_RS_STANDS_IN_REST = noClasses()
            .that()
            .resideOutsideOfPackage("dev.holdpoint.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule JACKSON_STANDS_IN_REST_AND_SCHEMA = noClasses()
            .that()
            .resideOutsideOfPackages("dev.holdpoint.rest..", "dev.holdpoint.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.holdpoint.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIME_IS_HANDED_IN = noClasses()
            .that()
            .resideInAnyPackage("dev.holdpoint.interaction..", "dev.holdpoint.store..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

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
    void noTestSleeps() throws IOException {
        String sleep = "Thread" + ".sleep(";
        try (var files = Files.walk(Path.of("src/test"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(sleep));
        }
    }
}
