package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.http.Parameters;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.Period;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Search;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.testing.Requested;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists' parameters, and with them those that all requests have in common. */
class ListQueriesTest {

    @Test
    void whatIsNotSaidHasItsDefault() {
        assertThat(of("")).isEqualTo(new ListQuery(Criteria.ALL.with(Status.PENDING), Order.OLDEST, 50, null));
    }

    @Test
    void whatIsSaidIsTaken() {
        String query = "sessionId=a%2Fb&sessionId=c&type=t&type=u-1&status=resolved&status=expired&origin=asker-lost"
                + "&origin=timeout&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00.5Z&order=newest&limit=7&cursor="
                + Cursors.encode(Order.NEWEST, Position.of(9));
        assertThat(of(query))
                .isEqualTo(new ListQuery(
                        Criteria.ALL
                                .with(new Filter(
                                        Set.of(new SessionId("a/b"), new SessionId("c")),
                                        Set.of(new InteractionType("t"), new InteractionType("u-1"))))
                                .with(Status.RESOLVED, Status.EXPIRED)
                                .with(Origin.ASKER_LOST, Origin.TIMEOUT)
                                .requestedIn(new Period(
                                        Instant.parse("2026-01-01T00:00:00Z"),
                                        Instant.parse("2026-01-02T00:00:00.500Z"))),
                        Order.NEWEST,
                        7,
                        Position.of(9)));
    }

    @Test
    void decisionsAreAskedForByNameDeciderTimeAndWords() {
        String query = "status=resolved&outcome=allowed&outcome=nobody&decidedBy=person%3Aanna&decidedBy=token:1"
                + "&decidedFrom=2026-01-01T00:00:00Z&decidedTo=2026-01-02T00:00:00Z&q=%20Stra%C3%9Fe&order=decided&cursor="
                + Cursors.encode(Order.DECIDED, new Position(9, Instant.EPOCH));
        assertThat(of(query))
                .isEqualTo(new ListQuery(
                        Criteria.ALL
                                .with(Status.RESOLVED)
                                .with(OutcomeName.ALLOWED, OutcomeName.NOBODY)
                                .decidedBy("person:anna", "token:1")
                                .decidedIn(new Period(
                                        Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z")))
                                .with(new Search(" STRASSE")),
                        Order.DECIDED,
                        50,
                        new Position(9, Instant.EPOCH)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin=timeout",
                "outcome=denied",
                "decidedBy=a",
                "decidedFrom=2026-01-01T00:00:00Z",
                "decidedTo=2026-01-01T00:00:00Z",
                "order=decided"
            })
    void whatOnlySettledOnesHaveIsAskedOfAllOfThem(String query) {
        assertThat(of(query).criteria().statuses())
                .containsExactlyInAnyOrder(Status.RESOLVED, Status.REJECTED, Status.EXPIRED, Status.CANCELLED);
        assertThat(of(query + "&status=pending").criteria().statuses()).containsExactly(Status.PENDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=a", "from=2026-01-01T00:00:00Z", "type=permission"})
    void anythingElseIsAskedOfWhatIsPending(String query) {
        assertThat(of(query).criteria().statuses()).containsExactly(Status.PENDING);
    }

    @Test
    void wordsHave200CharactersAtMost() {
        assertThat(of("q=" + "%F0%9F%98%80".repeat(200)).criteria().search())
                .isEqualTo(new Search("\ud83d\ude00".repeat(200)));
        assertThatThrownBy(() -> of("q=" + "x".repeat(201))).hasMessageContaining("'q'");
        assertThatThrownBy(() -> of("decidedBy=" + "x".repeat(301))).hasMessageContaining("'decidedBy'");
    }

    @Test
    void anExportHasTheFiltersAndTheOrderOfListsAndIsNotPaged() {
        String filters = "type=t&outcome=denied&q=x&order=decided";

        ListQuery export = ListQueries.ofExport(Requested.with(filters + "&format=csv"));

        assertThat(export.criteria()).isEqualTo(of(filters).criteria());
        assertThat(export.order()).isEqualTo(Order.DECIDED);
        assertThatThrownBy(() -> of("format=csv")).hasMessageContaining("'format'");
        for (String page : new String[] {"limit=1", "cursor=" + Cursors.encode(Order.OLDEST, Position.of(1))}) {
            assertThatThrownBy(() -> ListQueries.ofExport(Requested.with(page + "&format=csv")))
                    .hasMessageContaining("unknown parameter");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "format=", "format=CSV", "format=json", "format=csv&format=csv"})
    void anExportHasAFormat(String query) {
        assertThatThrownBy(() -> ListQueries.format(Requested.with(query))).hasMessageContaining("'format'");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T01:00:00+01:00,2026-01-01T00:00:00Z",
        "2026-01-01T01:00:00%2B01:00,2026-01-01T00:00:00Z",
        "2026-01-01T01:00:00%2b01%3A00,2026-01-01T00:00:00Z",
        "2025-12-31T23:00:00-01:00,2026-01-01T00:00:00Z",
        "2026-01-01t00:00:00z,2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.123456789Z,2026-01-01T00:00:00.124Z",
        "2026-01-01T00:00:00.123000000Z,2026-01-01T00:00:00.123Z",
        "0000-01-01T00:00:00Z,0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z,9999-12-31T23:59:59Z"
    })
    void aTimeMayHaveAnOffsetWhoseSignArrivesAsASpace(String text, Instant time) {
        assertThat(of("from=" + text).criteria().requested().from()).isEqualTo(time);
        assertThat(of("to=" + text).criteria().requested().to()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 500})
    void aLimitIsFromOneTo500(int limit) {
        assertThat(of("limit=" + limit).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=-1",
                "limit=",
                "limit=%2B1",
                "limit=9999999999",
                "limit=1&limit=1",
                "status=",
                "status=PENDING",
                "status=pending&status=gone",
                "origin=me",
                "outcome=",
                "outcome=resolved",
                "outcome=Denied",
                "decidedBy=",
                "decidedBy=a%07",
                "decidedFrom=today",
                "decidedTo=",
                "q=",
                "q=a&q=b",
                "order=decided&order=decided",
                "type=A",
                "type=",
                "sessionId=",
                "sessionId=..",
                "sessionId=a%07",
                "order=",
                "order=OLDEST",
                "order=oldest&order=oldest",
                "cursor=",
                "cursor=x",
                "cursor=T0xERVNUIDE&order=newest",
                "from=",
                "from=today",
                "from=2026-01-01",
                "from=2026-01-01T00:00:00",
                "from=2026-02-30T00:00:00Z",
                "from=2026-01-01T24:00:01Z",
                "from=2026-01-01T00:00Z",
                "from=12026-01-01T00:00:00Z",
                "to=%2B999999999-12-31T23:59:59Z",
                "to=-999999999-01-01T00:00:00Z",
                "to=2026-01-01T00:00:00%2B01:00:30",
                "from=2026-01-01T00:00:00Z&from=2026-01-01T00:00:00Z",
                "unknown=1",
                "wait=1",
                "Limit=1"
            })
    void whatIsNoneIsRefusedByName(String query) {
        String name = query.substring(0, query.indexOf('='));
        assertThatThrownBy(() -> of(query))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().kind()).isEqualTo(Kind.INVALID_REQUEST))
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void wordsThatAreNoneAreToldWithThoseThatAre() {
        assertThatThrownBy(() -> of("status=open"))
                .hasMessageContaining("one of [pending, resolved, rejected, expired, cancelled] is needed");
        assertThatThrownBy(() -> of("outcome=yes")).hasMessageContaining("allowed, denied, approved");
        assertThatThrownBy(() -> of("origin=me")).hasMessageContaining("responder, asker");
    }

    @Test
    void anUnknownParameterIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> Parameters.of(java.util.Map.of("b", java.util.List.of("1")), "c", "a"))
                .hasMessage("unknown parameter 'b'; known are [a, c]");
    }

    private static ListQuery of(String query) {
        return ListQueries.of(Requested.with(query));
    }
}
