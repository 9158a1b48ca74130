package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of schemas that take too much, and of everybody else meanwhile. */
@QuarkusTest
class ChecksHttpTest extends HttpTest {

    /** 25 KB: two thousand names, five hundred times. */
    private static final String REQUIRED = "{\"$defs\":{\"d\":{\"required\":" + list(2_000, i -> "\"n" + i + "\"")
            + "}},\"allOf\":" + list(500, _ -> "{\"$ref\":\"#/$defs/d\"}") + "}";

    @Test
    void aResponseThatTakesTooMuchToCheckIsRefusedAndTheInteractionStaysPending() {
        Answer asked = api.ask(Api.session(), ",\"responseSchema\":" + REQUIRED);
        assertThat(asked.status()).isEqualTo(201);

        Answer answer = api.resolve(asked.id(), "{}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("invalid-schema");
        assertThat(answer.body().path("detail").asText()).startsWith("too complex");
        assertThat(answer.body().has("errors"))
                .as("the schema is not in this request")
                .isFalse();
        assertThat(api.get("/v1/interactions/" + asked.id())
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("pending");
        assertThat(api.resolve(asked.id(), "1").status()).isEqualTo(200);
    }

    @Test
    void aDefaultThatTakesTooMuchToCheckIsTheSchemasFault() {
        Answer answer = api.ask(Api.session(), ",\"responseSchema\":" + REQUIRED + ",\"onExpiry\":{\"resolve\":{}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("invalid-schema");
        assertThat(answer.body().path("errors").findValuesAsText("pointer")).containsExactly("/responseSchema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$ref", "$dynamicRef"})
    void aSchemaThatNoResponseCouldSatisfyIsRefusedAtTheAsk(String keyword) {
        Answer answer = api.ask(Api.session(), ",\"responseSchema\":{\"" + keyword + "\":\"#\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("invalid-schema");
        assertThat(answer.body().path("errors").findValuesAsText("pointer"))
                .containsExactly("/responseSchema/" + keyword);
        assertThat(answer.text()).doesNotContainIgnoringCase("null", "exception");
    }

    @Test
    void errorsOfAResponseAreToldUpToAHundredAndCounted() {
        Answer asked = api.ask(Api.session(), ",\"responseSchema\":{\"items\":{\"type\":\"string\"}}");

        Answer answer = api.resolve(asked.id(), list(150, _ -> "1"));

        assertThat(answer.slug()).isEqualTo("invalid-response");
        assertThat(answer.body().path("errors")).hasSize(100);
        assertThat(answer.body().path("errors").path(99).path("pointer").asText())
                .isEqualTo("/response/99");
        assertThat(answer.body().path("moreErrors").asInt()).isEqualTo(50);
    }

    /** Each of them would have held a thread and the heap; a read that is not answered ends with the client's patience. */
    @Test
    void whoReadsIsAnsweredWhileChecksWait() {
        Answer known = api.ask();
        List<CompletableFuture<Answer>> hostile = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String own = REQUIRED.replace("{\"$defs\"", "{\"title\":\"" + i + "\",\"$defs\"");
            hostile.add(api.postLater(
                    "/v1/interactions",
                    "{\"type\":\"a\",\"sessionId\":\"" + Api.session() + "\",\"responseSchema\":" + own
                            + ",\"onExpiry\":{\"resolve\":{}}}"));
        }

        assertThat(api.get("/v1/interactions/" + known.id()).status()).isEqualTo(200);
        assertThat(hostile)
                .allSatisfy(answer -> assertThat(answer.join().status()).isIn(422, 503));
        assertThat(api.ask(Api.session(), ",\"responseSchema\":{\"type\":\"object\"}")
                        .status())
                .isEqualTo(201);
    }

    private static String list(int many, IntFunction<String> element) {
        return IntStream.range(0, many).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
    }
}
