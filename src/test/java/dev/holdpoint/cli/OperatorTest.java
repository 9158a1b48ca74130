package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.Call;
import dev.holdpoint.access.Issued;
import dev.holdpoint.access.Issuing;
import dev.holdpoint.access.Recognition;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.access.TokenRequest;
import dev.holdpoint.app.CredentialShapes;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.FakeTimers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever runs the service may, and what is told of it. */
class OperatorTest {

    private static final Tenant ACME = new Tenant("acme");

    private final FakeClock clock = new FakeClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final Recognition recognition = new Recognition(store, new FakeTimers(clock), clock, Duration.ofHours(1));
    private final Issuing issuing = new Issuing(store, recognition, clock);
    private final List<String> audited = new ArrayList<>();
    private final Operator operator = new Operator(
            issuing,
            new SigningIn(store, store, recognition, clock, Duration.ofDays(1)),
            new CredentialShapes(),
            (by, event, subject) -> audited.add(event + " " + subject + " "
                    + by.caller().tenant() + " " + by.caller().id()),
            BackingUp.refused("nothing is kept here"),
            "https://x.example/approvals/");

    @Test
    void aTokenIsMadeInItsTenantByNobodyKnown() {
        Json made = done(new Request.MakeToken(ACME, new Json("{\"name\":\"ci\",\"permissions\":[\"ask\"]}")));
        assertThat(made.member("token").orElseThrow().text()).startsWith("\"hpa_");
        assertThat(made.member("createdBy")).contains(Json.NULL);
        assertThat(made.member("tenant")).contains(new Json("\"acme\""));
        assertThat(audited).containsExactly("token-made " + id(made) + " acme null");
        assertThat(done(new Request.ListTokens(ACME))
                        .member("items")
                        .orElseThrow()
                        .elements())
                .hasSize(1);
        assertThat(done(new Request.ListTokens(Tenant.DEFAULT)).text()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void whatIsRevokedIsToldWithAllThatDescendsFromIt() {
        String id = id(done(new Request.MakeToken(ACME, new Json("{\"name\":\"a\",\"permissions\":[\"ask\"]}"))));
        done(new Request.MakeToken(ACME, new Json("{\"name\":\"other\",\"permissions\":[\"ask\"]}")));
        child(id, "child");
        audited.clear();

        Json revoked = done(new Request.RevokeToken(ACME, id));

        assertThat(TokenTable.items(revoked))
                .extracting(token -> TokenTable.text(token, "name"))
                .containsExactly("a", "child");
        assertThat(audited).containsExactly("token-revoked " + id + " acme null");
        assertThat(TokenTable.items(done(new Request.ListTokens(ACME))))
                .extracting(token -> TokenTable.text(token, "name"))
                .containsExactly("other");
    }

    @Test
    void aTokenOfAnotherTenantIsNotThere() {
        String id = id(done(new Request.MakeToken(ACME, new Json("{\"name\":\"a\",\"permissions\":[\"ask\"]}"))));
        audited.clear();
        assertThat(answer(new Request.RevokeToken(Tenant.DEFAULT, id)))
                .isEqualTo(
                        new Answer.Refused("there is no token '" + id + "' in the tenant 'default', or not any more"));
        assertThat(audited).isEmpty();
    }

    @Test
    void linksBeginWithTheAddressOfTheService() {
        Json own = done(new Request.MakeLocalLink());
        assertThat(TokenTable.text(own, "url")).startsWith("https://x.example/approvals/#sign-in=hpl_");
        Json annas = done(new Request.MakeLink(ACME, new Json("{\"name\":\"Anna\",\"permissions\":[\"decide\"]}")));
        assertThat(TokenTable.text(annas, "url")).startsWith("https://x.example/approvals/#sign-in=hpl_");
        assertThat(audited).containsExactly("link-made person:local default null", "link-made person:Anna acme null");
    }

    @Test
    void whatIsWrongIsToldInALineAndMakesNothing() {
        assertThat(answer(new Request.MakeToken(ACME, new Json("{\"name\":\"ci\"}"))))
                .isEqualTo(new Answer.Refused(
                        "/permissions: missing: a list of one or more of [ask, decide, read, manage]"));
        assertThat(answer(new Request.MakeToken(ACME, new Json("{\"permissions\":[\"ask\"]}"))))
                .isEqualTo(new Answer.Refused("at '/name': missing: " + TokenRequest.NAME_SHAPE));
        assertThat(audited).isEmpty();
    }

    @Test
    void rubbishIsAnswered() {
        byte[] answer = operator.answer("rubbish".getBytes(StandardCharsets.UTF_8), line -> true)
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("{\"refused\":\"at '': not JSON");
    }

    @Test
    void aBackupThatCannotBeMadeSaysWhyAndIsNoBackup() {
        assertThat(answer(new Request.MakeBackup("/tmp/x.db", false)))
                .isEqualTo(new Answer.Refused("nothing is kept here"));
        assertThat(audited).isEmpty();
    }

    private void child(String parent, String name) {
        var held = store.list(ACME).await().indefinitely().stream()
                .filter(one -> one.id().equals(parent))
                .findFirst()
                .orElseThrow();
        Issued made = issuing.make(new Call(held.caller(), held), new TokenRequest(name, null, null, null, null, null))
                .await()
                .indefinitely();
        assertThat(made).isInstanceOf(Issued.Token.class);
    }

    private Answer answer(Request request) {
        return operator.answer(request).await().atMost(Duration.ofSeconds(10));
    }

    private Json done(Request request) {
        return ((Answer.Done) answer(request)).result();
    }

    private static String id(Json token) {
        return TokenTable.text(token, "id");
    }
}
