package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Command;
import dev.holdpoint.testing.Command.Run;
import dev.holdpoint.testing.Command.Started;
import dev.holdpoint.testing.Link;
import dev.holdpoint.testing.Service;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command as whoever asks and answers by it, against the packaged service. */
class AskingIT {

    @TempDir
    Path temporary;

    private final Map<String, String> variables = new HashMap<>();
    private int port;
    private Service service;
    private Command command;

    @BeforeEach
    void start() throws Exception {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        service = new Service(temporary.resolve("data"), port);
        variables.put("HOLDPOINT_URL", service.base().toString());
        command = new Command(temporary, variables);
    }

    @AfterEach
    void stop() throws Exception {
        command.close();
        service.kill();
    }

    @Test
    void aPlanThatIsApprovedIsAYesAndItsCardIsNamedBesideIt() {
        Started ask = command.start("ask", "# Deploy 4.2\n\nto production?");
        JsonNode pending = onlyPending();
        assertThat(pending.path("type").asText()).isEqualTo("plan-approval");
        assertThat(pending.path("title").asText()).isEqualTo("Deploy 4.2");
        assertThat(pending.at("/data/plan").asText()).isEqualTo("# Deploy 4.2\n\nto production?");
        String id = pending.path("id").asText();

        Run resolve = command.run("resolve", id, "--reason", "go");

        assertThat(resolve.exit()).as(resolve.err()).isZero();
        Run asked = ask.end();
        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.err().strip()).isEqualTo(service.base() + "/?id=" + id);
        assertThat(Api.tree(asked.out()).path("reason").asText()).isEqualTo("go");
        assertThat(Api.tree(asked.out()).at("/response/approved").asBoolean()).isTrue();
        assertThat(command.run("await", id).exit()).isZero();
    }

    @Test
    void aNoIsANo() {
        Started ask = command.start("ask", "Deploy?");
        assertThat(command.run("reject", onlyId(), "--reason", "not today").exit())
                .isZero();
        assertThat(ask.end().exit()).isEqualTo(1);

        Started plan = command.start("ask", "Deploy?");
        assertThat(command.run("resolve", onlyId(), "{\"approved\":false}").exit())
                .isZero();
        assertThat(plan.end().exit()).isEqualTo(1);
    }

    @Test
    void silenceIsNeverAYes() throws Exception {
        Run expired = command.run("ask", "--timeout", "1s", "Deploy?");
        assertThat(expired.exit()).isEqualTo(2);
        assertThat(Api.tree(expired.out()).path("status").asText()).isEqualTo("expired");

        String byDefault = service.api()
                .post(
                        "/v1/interactions",
                        "{\"type\":\"plan-approval\",\"sessionId\":\"s\",\"timeout\":\"PT0.1S\","
                                + "\"onExpiry\":{\"resolve\":{\"approved\":true}}}")
                .id();
        Run resolvedBySilence = command.run("await", byDefault);
        assertThat(Api.tree(resolvedBySilence.out()).path("status").asText()).isEqualTo("resolved");
        assertThat(resolvedBySilence.exit()).isEqualTo(2);

        Started withdrawn = command.start("ask", "Deploy?");
        assertThat(command.run("cancel", onlyId()).exit()).isZero();
        assertThat(withdrawn.end().exit()).isEqualTo(2);

        Run notWaited = command.run("ask", "--no-wait", "Deploy?");
        assertThat(notWaited.exit()).isEqualTo(2);
        assertThat(Api.tree(notWaited.out()).path("status").asText()).isEqualTo("pending");
    }

    /** A gate that opens for what was asked must not open where a person allowed another thing. */
    @Test
    void aYesIsToWhatWasAskedAndToNothingElse() {
        // Given
        String drop = "{\"toolName\":\"drop\",\"input\":{\"table\":\"production\"}}";
        String staging = "{\"behavior\":\"allow\",\"updatedInput\":{\"table\":\"staging\"}}";

        // When
        Started permission = command.start("ask", "--type", "permission", "--data", drop);
        Run edited = command.run("resolve", onlyId(), staging);
        Run remembered =
                command.run("resolve", onlyId(), "{\"behavior\":\"allow\",\"updatedPermissions\":[{\"type\":\"a\"}]}");
        Run plain = command.run("resolve", onlyId());

        // Then
        assertThat(edited.exit()).isEqualTo(3);
        assertThat(edited.err()).contains("/response/updatedInput");
        assertThat(remembered.exit()).isEqualTo(3);
        assertThat(plain.exit()).isZero();
        assertThat(permission.end().exit()).isZero();

        // When
        Started plan = command.start("ask", "Deploy?");
        Run other = command.run("resolve", onlyId(), "{\"approved\":true,\"plan\":\"Deploy the other?\"}");
        command.run("resolve", onlyId());

        // Then
        assertThat(other.exit()).isEqualTo(3);
        assertThat(plan.end().exit()).isZero();

        // When
        Started asked =
                command.start("ask", "--type", "permission", "--data", drop, "--schema", "{\"type\":\"object\"}");
        command.run("resolve", onlyId(), staging);

        // Then
        Run ended = asked.end();
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("something else was allowed than was asked");
        assertThat(Api.tree(ended.out()).at("/response/updatedInput/table").asText())
                .isEqualTo("staging");
    }

    @Test
    void onlyTheOptionsThatAreAYesAreOne() {
        String[] all = "ask --option blue --option green --option none --yes blue --yes green Which?".split(" ");
        Started yes = command.start(all);
        assertThat(onlyPending().at("/data/questions/0/options/2/label").asText())
                .isEqualTo("none");
        command.run("resolve", onlyId(), "{\"answers\":{\"Which?\":\"green\"}}");
        assertThat(yes.end().exit()).isZero();

        Started no = command.start(all);
        command.run("resolve", onlyId(), "{\"answers\":{\"Which?\":\"none\"}}");
        assertThat(no.end().exit()).isEqualTo(1);
    }

    @Test
    void aServiceThatIsKilledAndComesBackIsNotNoticed() throws Exception {
        Started ask = command.start("ask", "Deploy?");
        String id = onlyId();

        service.kill();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> ask.err().contains("trying again"));
        service = new Service(temporary.resolve("data"), port);
        assertThat(service.api()
                        .post("/v1/interactions/" + id + "/resolve", "{\"response\":{\"approved\":true}}")
                        .status())
                .isEqualTo(200);

        Run asked = ask.end();
        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.err()).contains("is reached again");
        assertThat(Api.tree(asked.out()).path("id").asText()).isEqualTo(id);
    }

    /** The first call breaks off after the service has heard it: it is asked again, and is the same. */
    @Test
    void anAskWhoseAnswerIsLostIsAskedOnce() throws Exception {
        try (var link = new Link(port)) {
            variables.put("HOLDPOINT_URL", "http://localhost:" + link.port());
            link.become(Link.State.STUCK);
            Started ask = command.start("ask", "Deploy?");
            assertThat(ask.process().isAlive()).isTrue();
            link.become(Link.State.DOWN);
            link.become(Link.State.UP);
            String id = onlyId();
            command.run("resolve", id);
            assertThat(ask.end().exit()).isZero();
        }
    }

    @Test
    void stoppedItWithdrawsItsQuestion() {
        Started ask = command.start("ask", "Deploy?");
        String id = onlyId();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> ask.err().contains(id));

        ask.process().toHandle().destroy();

        Run asked = ask.end();
        assertThat(asked.exit()).isEqualTo(143);
        assertThat(asked.err()).contains("the question is withdrawn");
        JsonNode settled = service.api().get("/v1/interactions/" + id).body();
        assertThat(settled.path("origin").asText()).isEqualTo("asker");
        assertThat(settled.path("reason").asText()).isEqualTo("The command was stopped");
    }

    @Test
    void withAKeyItLivesOnAndIsFoundAgain() {
        String[] words = {"ask", "--key", "deploy-4.2", "Deploy?"};
        Started ask = command.start(words);
        String id = onlyId();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> ask.err().contains(id));
        ask.process().toHandle().destroy();
        assertThat(ask.end().exit()).isEqualTo(143);

        Started again = command.start(words);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> again.err().contains(id));
        assertThat(command.run("resolve", id).exit()).isZero();
        assertThat(again.end().exit()).isZero();
        assertThat(command.run("ask", "--key", "deploy-4.2", "Delete?").exit()).isEqualTo(3);
    }

    @Test
    void whoeverComesTooLateIsToldWhatCounted() {
        Started ask = command.start("ask", "Deploy?");
        String id = onlyId();
        command.run("reject", id);
        assertThat(ask.end().exit()).isEqualTo(1);
        Run late = command.run("resolve", id);
        assertThat(late.exit()).isEqualTo(1);
        assertThat(late.err()).contains("that came too late: rejected");
        assertThat(Api.tree(late.out()).path("status").asText()).isEqualTo("rejected");
        assertThat(command.run("resolve", id, "{").exit()).isEqualTo(64);
        String nobodys = "019ab000-0000-7000-8000-000000000001";
        assertThat(command.run("show", nobodys).exit()).isEqualTo(3);
        assertThat(command.run("resolve", nobodys, "1").exit()).isEqualTo(3);
    }

    @Test
    void aListIsJsonWhereItIsPiped() {
        String session = Api.session();
        command.run("ask", "--no-wait", "--session", session, "One");
        command.run("ask", "--no-wait", "--session", session, "--type", "deploy", "--data", "{\"x\":1.50}", "Two");
        JsonNode list = Api.tree(command.run("list", "--session", session).out());
        assertThat(list.path("items")).hasSize(2);
        Run one = command.run("list", "--session", session, "--type", "deploy");
        assertThat(one.out()).contains("\"x\":1.50").doesNotContain("\"One\"");
        assertThat(command.run("list", "--status", "nope").exit()).isEqualTo(3);
        String id = list.at("/items/0/id").asText();
        assertThat(Api.tree(command.run("show", id).out()).path("title").asText())
                .isEqualTo("One");
    }

    @Test
    void aStreamIsALineForEachEventOverARestart() throws Exception {
        Started watch = command.start("watch");
        command.run("ask", "--no-wait", "--session", "s", "One");
        String id = onlyId();
        service.kill();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> watch.err().contains("trying again"));
        service = new Service(temporary.resolve("data"), port);
        service.api().post("/v1/interactions/" + id + "/reject", "{}");
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> watch.err().contains("reached again"));
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> watch.out().contains("interaction-rejected"));
        watch.process().toHandle().destroy();
        var events = watch.end().out().lines().map(Api::tree).toList();
        assertThat(events)
                .extracting(event -> event.path("event").asText())
                .containsSubsequence("interaction-rejected");
        assertThat(events)
                .extracting(event -> event.path("id").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(events.stream()
                        .filter(event -> event.at("/data/id").asText().equals(id)
                                || event.at("/data/pending/0/id").asText().equals(id)))
                .hasSizeBetween(2, 3);
    }

    @Test
    void whatIsNotReachedIsToldAndIsThree() {
        variables.put("HOLDPOINT_URL", "http://localhost:1");
        Run run = command.run("show", "019ab000-0000-7000-8000-000000000001");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("http://localhost:1/ is not reached: nobody listens there", "--url or HOLDPOINT_URL");
    }

    private String onlyId() {
        return onlyPending().path("id").asText();
    }

    private JsonNode onlyPending() {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> service.api()
                                .get("/v1/interactions")
                                .body()
                                .path("items")
                                .size()
                        == 1);
        return service.api().get("/v1/interactions").body().at("/items/0");
    }
}
