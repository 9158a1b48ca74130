package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.wire.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    private static final Tenant ACME = new Tenant("acme");

    static Stream<Request> requests() {
        return Stream.of(
                new Request.MakeToken(ACME, new Json("{\"name\":\"ci\"}")),
                new Request.ListTokens(ACME),
                new Request.RevokeToken(ACME, "a \"b\"\n"),
                new Request.MakeLink(ACME, new Json("{\"name\":\"Änna\"}")),
                new Request.MakeLocalLink(),
                new Request.MakeBackup("/a \"b\"/ö.db", true));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsWrittenIsReadAndIsOneLine(Request request) {
        byte[] line = request.encode();
        assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\n");
        assertThat(Request.parse(line)).isEqualTo(request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rubbish                                                    | not JSON",
                "[]                                                         | a JSON object is needed here",
                "{}                                                         | at '/do': missing",
                "{\"do\":\"list-tokens\"}                                   | at '/tenant': missing",
                "{\"do\":\"list-tokens\",\"tenant\":\"../x\"}               | at '/tenant': a tenant of the shape",
                "{\"do\":\"list-tokens\",\"tenant\":\"a\",\"id\":\"x\"}     | at '/id': unknown member",
                "{\"do\":\"make-coffee\",\"tenant\":\"a\"}                  | at '/do': this version of the server does not know",
                "{\"do\":\"make-token\",\"tenant\":\"a\"}                   | at '/body': missing",
                "{\"do\":\"make-token\",\"tenant\":\"a\",\"body\":7}        | at '/body': an object is needed here",
                "{\"do\":\"make-backup\",\"tenant\":\"a\"}                   | at '/file': missing",
                "{\"do\":\"make-backup\",\"tenant\":\"a\",\"file\":\"x\"} | at '/file': an absolute path is needed here",
                "{\"do\":\"make-backup\",\"tenant\":\"a\",\"file\":\"/x\",\"replaces\":1} | at '/replaces': true or false is needed",
                "{\"do\":\"revoke-token\",\"tenant\":\"a\"}                 | at '/id': missing",
                "{\"do\":\"revoke-token\",\"tenant\":\"a\",\"tenant\":\"b\",\"id\":\"x\"} | at '/tenant': the member stands here twice"
            })
    void whatIsNoRequestIsRefusedWithItsPlace(String text, String said) {
        assertThatThrownBy(() -> Request.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "rubbish",
                "{\"done\":7}",
                "{\"done\":{},\"refused\":\"x\"}",
                "{\"more\":1,\"done\":{}}"
            })
    void anAnswerThatIsNoneRefuses(String text) {
        assertThat(Answer.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Answer.Refused("the server's answer is none: is it of another version?"));
    }
}
