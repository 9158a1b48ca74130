package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.store.postgresql.PostgresSettings;
import dev.holdpoint.store.sql.WriterSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be configured of the PostgreSQL store, and what is refused by its name. */
class PostgresConfigurationTest {

    private static final String URL = "postgresql://db.example:5432/holdpoint";

    @TempDir
    Path folder;

    private record Configured(Map<String, String> given) implements HoldpointConfig.Postgresql {

        @Override
        public Optional<String> url() {
            return Optional.ofNullable(given.get("url"));
        }

        @Override
        public Optional<String> username() {
            return Optional.ofNullable(given.get("username"));
        }

        @Override
        public Optional<String> password() {
            return Optional.ofNullable(given.get("password"));
        }

        @Override
        public Optional<Path> passwordFile() {
            return Optional.ofNullable(given.get("password-file")).map(Path::of);
        }

        @Override
        public int readers() {
            return Integer.parseInt(given.getOrDefault("readers", "4"));
        }

        @Override
        public Optional<String> listenUrl() {
            return Optional.ofNullable(given.get("listen-url"));
        }
    }

    private static PostgresSettings settings(Map<String, String> given) {
        return PostgresConfiguration.of(new Configured(given), new WriterSettings(1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://db.example:5432/hp?sslmode=require,jdbc:postgresql://db.example:5432/hp?sslmode=require",
        "jdbc:postgresql://db.example/holdpoint,jdbc:postgresql://db.example/holdpoint",
        "postgres://db.example/holdpoint,jdbc:postgresql://db.example/holdpoint",
        "'postgresql://a:5432,b:5433/holdpoint','jdbc:postgresql://a:5432,b:5433/holdpoint'"
    })
    void anAddressIsTakenAsPeopleWriteIt(String url, String taken) {
        PostgresSettings settings = settings(Map.of("url", url));

        assertThat(settings.url()).hasToString(taken);
        assertThat(settings.listenUrl()).isEqualTo(settings.url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://db/holdpoint",
                "db.example",
                "postgresql://secret@db/holdpoint",
                "postgresql://u:secret@db/holdpoint",
                "postgresql://db/holdpoint?user=u&password=secret",
                "postgresql://db:secret/holdpoint"
            })
    void whatIsNoAddressIsRefusedByItsNameAndNotRepeated(String url) {
        assertThatThrownBy(() -> settings(Map.of("url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holdpoint.postgresql.url ")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> settings(Map.of("url", URL, "listen-url", url)))
                .hasMessageStartingWith("holdpoint.postgresql.listen-url ");
    }

    @Test
    void anAddressIsNeeded() {
        assertThatThrownBy(() -> settings(Map.of())).hasMessageStartingWith("holdpoint.postgresql.url is needed");
    }

    @Test
    void aPasswordIsTakenFromOnePlaceAndToldToNobody() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "hunter2\n");

        assertThat(settings(Map.of("url", URL, "password", "hunter2")).toString())
                .doesNotContain("hunter2");
        assertThat(settings(Map.of("url", URL, "password-file", file.toString()))
                        .toString())
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> settings(Map.of("url", URL, "password", "hunter2", "password-file", file.toString())))
                .hasMessageContaining("must not both be given")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> settings(Map.of(
                        "url", URL, "password-file", folder.resolve("none").toString())))
                .hasMessageStartingWith("holdpoint.postgresql.password-file ");
    }

    @Test
    void thereIsAReader() {
        assertThatThrownBy(() -> settings(Map.of("url", URL, "readers", "0")))
                .hasMessage("holdpoint.postgresql.readers (0) must be at least 1");
    }
}
