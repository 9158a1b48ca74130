package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.http.Paths;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/interactions|GET, HEAD, POST",
                "/v1/interactions/|GET, HEAD, POST",
                "/v1/interactions/019ab000-0000-7000-8000-000000000001|GET, HEAD",
                "/v1/interactions/anything%2Felse|GET, HEAD",
                "/v1/interactions/1/resolve|POST",
                "/v1/interactions/1/reject|POST",
                "/v1/interactions/1/cancel|POST",
                "/v1/sessions/s|DELETE",
                "/v1/events|GET, HEAD",
                "/v1/statistics|GET, HEAD",
                "/v1/statistics/timeline|GET, HEAD"
            })
    void aPathTakesTheMethodsThatAreDescribed(String path, String methods) {
        assertThat(Contract.at(path).map(Paths.Known::methods)).contains(Set.of(methods.split(", ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/nothing",
                "/v1/interactions/1/other",
                "/v1/interactions/1/resolve/2",
                "/v1/interactions//",
                "/v1/sessions",
                "/v1/sessions/",
                "/v1/sessions/a/b",
                "/V1/interactions",
                "/x/v1/interactions"
            })
    void anyOtherPathIsNone(String path) {
        assertThat(Contract.at(path)).isEmpty();
    }
}
