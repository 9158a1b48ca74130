package dev.holdpoint.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static final Place HERE = Place.of("http://localhost:8080");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'permission','status':'resolved','origin':'responder','response':{'behavior':'allow'}}      | YES",
                "{'type':'permission','status':'resolved','origin':'rule','response':{'behavior':'allow'}}           | YES",
                "{'type':'permission','status':'resolved','origin':'responder','response':{'behavior':'deny'}}       | NO",
                "{'type':'permission','status':'resolved','origin':'responder','response':{}}                        | NO",
                "{'type':'permission','status':'resolved','origin':'timeout','response':{'behavior':'allow'}}        | NOBODY",
                "{'type':'plan-approval','status':'resolved','origin':'responder','response':{'approved':true}}      | YES",
                "{'type':'plan-approval','status':'resolved','origin':'responder','response':{'approved':'true'}}    | NO",
                "{'type':'plan-approval','status':'resolved','origin':'responder','response':{'approved':false}}     | NO",
                "{'type':'plan-approval','status':'rejected','origin':'responder'}                                   | NO",
                "{'type':'plan-approval','status':'expired','origin':'timeout'}                                      | NOBODY",
                "{'type':'plan-approval','status':'cancelled','origin':'asker'}                                      | NOBODY",
                "{'type':'plan-approval','status':'cancelled','origin':'asker-lost'}                                 | NOBODY",
                "{'type':'plan-approval','status':'pending','origin':null}                                           | NOBODY",
                "{'type':'plan-approval','status':'resolved','response':{'approved':true}}                           | NOBODY",
                "{'type':'x','status':'resolved','origin':'responder','response':null}                               | YES",
                "{'type':'permission','data':{'input':{'a':1}},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{'a':1}}} | YES",
                "{'type':'permission','data':{'input':{'a':1}},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{'a':2}}} | CHANGED",
                "{'type':'permission','data':{'input':{'a':1}},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{}}}      | CHANGED",
                "{'type':'permission','data':{},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{'a':1}}}                | CHANGED",
                "{'type':'permission','data':{'input':{'a':1}},'status':'resolved','origin':'responder','response':{'behavior':'deny','updatedInput':{'a':2}}}  | NO",
                "{'type':'permission','data':{'input':{'a':1000000000000000.01}},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{'a':1000000000000000.05}}} | CHANGED",
                "{'type':'permission','data':{'input':{'a':1e400}},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{'a':1e401}}} | CHANGED",
                "{'type':'permission','data':{'input':{'a':0.1}},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{'a':0.10000000000000001}}} | CHANGED",
                "{'type':'permission','data':{'input':{'a':1.50}},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{'a':1.5}}} | YES",
                "{'type':'permission','data':{'input':{'a':1e400}},'status':'resolved','origin':'responder','response':{'behavior':'allow','updatedInput':{'a':1E+400}}} | YES",
                "{'type':'plan-approval','data':{'plan':'p'},'status':'resolved','origin':'responder','response':{'approved':true,'plan':'p'}}                  | YES",
                "{'type':'plan-approval','data':{'plan':'p'},'status':'resolved','origin':'responder','response':{'approved':true,'plan':'q'}}                  | CHANGED",
                "{'type':'x','status':'something','origin':'responder','response':null}                              | NO",
            })
    void aYesIsOnlyWhatSomebodySaid(String interaction, Ending ending) {
        assertThat(Ending.of(told(interaction), Set.of())).isEqualTo(ending);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'answers':{'q':'a'}}              | YES",
                "{'answers':{'q':['a','b']}}        | YES",
                "{'answers':{'q':['a','c']}}        | NO",
                "{'answers':{'q':'c'}}              | NO",
                "{'answers':{'q':'A'}}              | NO",
                "{'answers':{'q':[]}}               | NO",
                "{'answers':{}}                     | NO",
                "{'answers':{'q':null}}             | NO",
                "{}                                 | NO",
            })
    void whereOptionsAreAYesNothingElseIs(String response, Ending ending) {
        String whole = "{'type':'ask-user','status':'resolved','origin':'responder','response':" + response + "}";
        assertThat(Ending.of(told(whole), Set.of("a", "b"))).isEqualTo(ending);
    }

    private static Told told(String text) {
        return Told.of(Trees.read(text.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource({"90s,90", "15m,900", "2h,7200", "7d,604800", "1h30m,5400", "PT15M,900", "PT0.5S,0.5", "0s,0"})
    void durationsAreReadAsPeopleWriteThem(String text, double seconds) {
        assertThat(Spans.parse(text)).contains(Duration.ofMillis((long) (seconds * 1_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "15", "15 m", "m", "-5m", "1m1h", "1w", "P1Y", "PT", "9999999d", "15m!"})
    void whatIsNoDurationIsNone(String text) {
        assertThat(Spans.parse(text)).isEmpty();
    }

    @Test
    void aPlaceIsWithAllItStandsBelow() {
        Place place = Place.of(" https://x.example/approvals ");
        assertThat(place.at("v1/me")).hasToString("https://x.example/approvals/v1/me");
        assertThat(place.card("a b&c")).isEqualTo("https://x.example/approvals/?id=a%20b%26c");
        assertThat(Place.of("HTTPS://X.example:1/A")).hasToString("https://X.example:1/A/");
        assertThat(Place.of("http://[::1]:8080/").at("v1/me")).hasToString("http://[::1]:8080/v1/me");
    }

    /** As many write the address of what they call. */
    @Test
    void whatEachPathBeginsWithIsNoPartOfAPlace() {
        assertThat(Place.of("http://localhost:8080/v1")).isEqualTo(HERE);
        assertThat(Place.of("http://localhost:8080/v1/").at("v1/me")).hasToString("http://localhost:8080/v1/me");
        assertThat(Place.of("https://x.example/approvals/v1")).hasToString("https://x.example/approvals/");
        assertThat(Place.of("https://x.example/v1x")).hasToString("https://x.example/v1x/");
        assertThat(Place.of("http://v1")).hasToString("http://v1/");
        assertThat(Place.of("https://x.example//")).hasToString("https://x.example//");
        assertThat(Place.of("https://x.example/rev1")).hasToString("https://x.example/rev1/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8080",
                "ftp://x",
                "http://",
                "http://a b",
                "http://u:p@x",
                "http://x:0",
                "http://x:65536",
                "http://x?y",
                "http://x#y"
            })
    void whatIsNoAddressIsToldSo(String text) {
        assertThatThrownBy(() -> Place.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void aTokenIsShownToTheServiceThatItsFileNames(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("token");
        Credential credential = Credential.in(file);
        for (String named : new String[] {"http://localhost:8080/", "http://LOCALHOST:8080", "", "a note"}) {
            Files.writeString(file, "one\n" + named + "\n");
            assertThat(credential.secret(HERE)).contains("one");
        }
        for (String other : new String[] {"http://localhost:8081", "https://localhost:8080", "http://x.example/"}) {
            Files.writeString(file, "one\n" + other + "\n");
            assertThatThrownBy(() -> credential.secret(HERE))
                    .isInstanceOf(NotDoneException.class)
                    .hasMessageContaining("is for " + other)
                    .hasMessageContaining("not shown to http://localhost:8080/");
        }
    }

    @Test
    void aTokenIsAFilesFirstLineEachTime(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("token");
        Credential credential = Credential.in(file);
        assertThatThrownBy(() -> credential.secret(HERE))
                .isInstanceOf(NotDoneException.class)
                .hasMessageContaining("cannot be read");
        Files.writeString(file, "one\nmore\n");
        assertThat(credential.secret(HERE)).contains("one");
        Files.writeString(file, "  two");
        assertThat(credential.secret(HERE)).contains("two");
        for (String wrong : new String[] {"", "\n", "a b", "a\u0007", "é"}) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> credential.secret(HERE))
                    .hasMessageContaining("that is no token")
                    .hasMessageNotContaining("a b");
        }
    }

    @Test
    void whatOthersWroteStaysOnItsLine() {
        assertThat(Trees.visible("a\nb\u001b[31m\u202ec\u200bd")).isEqualTo("a\uFFFDb\uFFFD[31m\uFFFDc\uFFFDd");
    }

    /** The library throws something else for it than for what is no JSON. */
    @Test
    void aNumberThatNoNumberCanBeIsNoJsonHere() {
        assertThat(Trees.read("{\"a\":1e99999999999}").isMissingNode()).isTrue();
        assertThat(Trees.read("{\"a\":1e999}").isObject()).isTrue();
    }
}
