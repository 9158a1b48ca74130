package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.CredentialShapes;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.store.sqlite.Backup;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.store.sqlite.SqliteStore;
import dev.holdpoint.testing.StandIn;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is typed, and what is said to it; the store is a real one, the server one that repeats what it heard. */
class CommandsTest {

    @TempDir
    Path temporary;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theHelpNamesEveryCommandAndEachHasItsOwn() {
        assertThat(run("--help")).isZero();
        String help = out();
        for (String name : Grammar.commandLine().getSubcommands().keySet()) {
            assertThat(help).contains("holdpoint " + name);
        }
        for (List<String> path : paths(Grammar.commandLine(), List.of())) {
            var asked = new ArrayList<>(List.of("help"));
            asked.addAll(path);
            assertThat(run(asked.toArray(String[]::new))).isZero();
            String own = out();
            assertThat(own).startsWith("Usage: holdpoint " + String.join(" ", path));
            var option = new ArrayList<>(path);
            option.add("--help");
            assertThat(run(option.toArray(String[]::new))).isZero();
            assertThat(out()).isEqualTo(own);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "token                                             | one of [create, list, revoke] is needed; holdpoint help token tells",
                "token make                                        | 'make'; holdpoint help token tells",
                "token create --permission ask                     | 'NAME'; holdpoint help token create tells",
                "token create a b --permission ask                 | 'b'; holdpoint help token create tells",
                "token create a                                    | --permission: one or more of [ask, decide, read, manage] are needed",
                "token create a --permission ask,fly               | --permission: one of [ask, decide, read, manage] is needed here",
                "token create a --permission ask --person          | '--person'",
                "token create a --permission ask --expires-in P2Y  | --expires-in: a duration from PT1M to PT8784H is needed here",
                "token create a --permission ask --expires-in PT1S | --expires-in: a duration from PT1M to PT8784H is needed here",
                "token create a --permission ask --session *       | --session: a session id of 1 to 200 characters is needed here",
                "token create a --permission ask --type X          | --type: a type of the shape [a-z][a-z0-9-]{0,63} is needed here",
                "token create a --permission ask --tenant X        | --tenant: a tenant of the shape",
                "token create a --permission ask --name b          | '--name'",
                "token revoke                                      | 'ID'; holdpoint help token revoke tells",
                "token list --data                                 | '--data'; holdpoint help token list tells",
                "sign-in-link --permission ask                     | --permission: that is for a link with --name",
                "sign-in-link --name Anna                          | --permission: one or more of",
                "sign-in-link --name Anna --permission x           | --permission: one of [ask, decide, read, manage] is needed here",
                "verify-cluster                                    | 'URL'; holdpoint help verify-cluster tells",
                "verify-cluster localhost:8080                     | 'localhost:8080': an address like http://host:8080 is needed",
                "verify-cluster http://localhost --seconds x       | '--seconds'",
                "verify-cluster http://localhost --seconds 0       | --seconds: a number from 1 to 3600 is needed here",
                "verify-cluster http://localhost --seconds 3600 --rate 99 | --seconds, --rate: that is more than 200000 calls",
                "verify-cluster http://localhost --callers 65      | --callers: a number from 1 to 64 is needed here",
                "verify-cluster http://localhost --token-file /no  | --token-file: '/no' cannot be read",
                "copy                                              | --to: the address of a database is needed",
                "copy --to localhost                               | --to must be an address like postgresql://",
                "copy --to postgresql://a:b@c/d                    | --to must not say who calls",
                "copy --dry-run --compare                          | --dry-run and --compare: one of them",
                "ask                                               | TEXT: what is asked is missing",
                "ask a b                                           | 'b'; a text of several words stands in quotes; holdpoint help ask tells",
                "ask Q --timeout soon                              | --timeout: 'soon': a duration like 90s, 15m, 2h or 7d is needed",
                "ask Q --type permission                           | --data: a permission is asked as",
                "ask Q --data {                                    | --data: that is no JSON; @FILE names a file",
                "ask Q --data @/none                               | --data: there is no file '/none'",
                "ask Q --option a --yes b                          | --yes: each is to be one of the options [a]",
                "ask Q --option a --type deploy                    | --option: that is for a question (ask-user) without --data",
                "ask Q --url localhost                             | --url: 'localhost': an address like http://host:8080 is needed",
                "ask Q --url http://localhost:99999                | --url: 'http://localhost:99999': a port from 1 to 65535 is needed",
                "ask Q --yes a                                     | --yes: that is for a question (ask-user) with options",
                "ask Q --type deploy --yes a                        | --yes: that is for a question (ask-user) with options",
                "ask Q --type ask-user --yes a                      | --yes: that is for a question (ask-user) with options",
                "ask Q --option a --yes a --no-wait                | --yes: with --no-wait nobody has decided yet; give it to await",
                "ask Q --option a --option a                       | --option: each is to be another one",
                "ask Q --data {} --title t                         | TEXT: with --data and --title it would be shown nowhere",
                "ask Q --type plan-aproval                         | --type: 'plan-aproval' is not known; did you mean 'plan-approval'?",
                "ask Q --type permissions --data {}                | --type: 'permissions' is not known; did you mean 'permission'?",
                "ask Q --type Ask_User                             | --type: 'Ask_User' is not known; did you mean 'ask-user'?",
                "ask Q --type A!                                   | --type: 'A!': a type of the shape [a-z][a-z0-9-]{0,63} is needed",
                "ask @/none                                        | TEXT: there is no file '/none'",
                "ask -                                             | TEXT: what is asked is missing",
                "await                                             | 'ID'; holdpoint help await tells",
                "resolve x {                                       | JSON: that is no JSON; @FILE names a file",
                "list --limit 501                                  | --limit: a number from 1 to 500 is needed here",
                "connect                                           | 'AGENT'; holdpoint help connect tells",
                "connect cursor                                    | AGENT: 'cursor': one of [claude-code, codex, gemini] is needed",
                "connect codex --timeout 19                        | --timeout: '19': a number from 20 to 86400 is needed here",
                "backup                                            | 'FILE'; holdpoint help backup tells",
                "backup a b                                        | 'b'; holdpoint help backup tells",
                "backup a --url http://localhost:1                 | a whole store is not given out by HTTP: run this on the machine of",
                "check                                             | 'FILE'; holdpoint help check tells",
                "check a --url http://localhost:1                  | --url: a file is checked on the machine where it is",
                "serve now                                         | 'now'; holdpoint help serve tells",
                "token list --url http://localhost:1 --tenant x    | --tenant: by HTTP the tenant is the token's",
                "sign-in-link --url http://localhost:1             | --name: a link for whoever runs the service is made on its machine",
                "help token make                                   | unknown command 'token make'; --help tells",
                "tokens                                            | unknown argument 'tokens'; --help tells what there is",
                "-Dx=y                                             | unknown argument '-Dx=y'; properties stand before -jar; --help tells",
            })
    void whatIsWrongIsToldInALineAndNothingIsOpened(String typed, String said) {
        variables.put("HOLDPOINT_DATA_DIR", temporary.resolve("data").toString());
        assertThat(run(typed.split(" +"))).isEqualTo(64);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("holdpoint: ").contains(said).hasLineCount(1);
        assertThat(temporary).isEmptyDirectory();
    }

    /** An agent takes every other status for a yes. */
    @ParameterizedTest
    @CsvSource({"hook", "hook codex", "hook codex --timeout 0", "hook cursor --timeout 9", "hook codex x --timeout 9"})
    void aHookThatIsUsedWronglyBlocks(String typed) {
        assertThat(run(typed.split(" "))).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("holdpoint: ").hasLineCount(1);
    }

    @Test
    void completionIsAScript() {
        assertThat(run("completion")).isZero();
        assertThat(out()).startsWith("#!/usr/bin/env bash").contains("complete -F _complete_holdpoint", "--token-file");
    }

    /** As bash calls it, with the words that were typed; what fits none is a file's name by the shell itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "holdpoint con               | connect",
                "holdpoint hook cl           | claude-code",
                "holdpoint connect g         | gemini",
                "holdpoint list --status re  | resolved rejected",
                "holdpoint list --order n    | newest",
                "holdpoint ask --type perm   | permission",
                "holdpoint completion z      | zsh",
            })
    void whatIsKnownIsCompleted(String typed, String completed, @TempDir Path folder) throws Exception {
        run("completion");
        Path script = Files.writeString(folder.resolve("completion"), out());
        String[] words = typed.strip().split(" ", -1);
        String call = "source '" + script + "'; COMP_WORDS=(" + typed + "); COMP_CWORD=" + (words.length - 1)
                + "; _complete_holdpoint holdpoint '" + words[words.length - 1] + "' 2>&-; echo ${COMPREPLY[@]}";
        var bash = new ProcessBuilder("bash", "-c", call).start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(completed);
    }

    @Test
    void anErrorSaysWhatToDo() {
        assertThat(run("ask", "Deploy", "4.2", "now")).isEqualTo(64);
        assertThat(err()).contains("a text of several words stands in quotes").hasLineCount(1);
        assertThat(run("ask", "--data", "@no-such-file", "x")).isEqualTo(64);
        assertThat(err()).contains("--data: there is no file 'no-such-file'");
    }

    @Test
    void namesOfTokensAreCheckedByTheWordsOfTheContract() {
        assertThat(run("token", "create", " ", "--permission", "ask", "--person", "a\nb"))
                .isEqualTo(64);
        assertThat(err())
                .contains("NAME: a string of 1 to 200 characters is needed here, without control characters")
                .contains("--person: a string of 1 to 200 characters is needed here");
    }

    @Test
    void aTokenStandsAloneOnStandardOutput() {
        variables.put("HOLDPOINT_DATA_DIR", temporary.resolve("data").toString());
        assertThat(run("token", "create", "ci", "--permission", "ask"))
                .as(err())
                .isZero();
        assertThat(out()).matches("hpa_[0-9A-Za-z]{36}\\R");
        assertThat(err())
                .contains(
                        "there was no store in " + temporary.resolve("data") + ": this made one",
                        "'ci': ask in the tenant");
        err.reset();

        assertThat(run("token", "create", "two", "--permission", "ask,decide", "--permission", "read", "--json"))
                .isZero();
        assertThat(out()).contains("\"permissions\":[\"ask\",\"decide\",\"read\"]", "\"token\":\"hpd_");
        assertThat(err()).isEmpty();

        assertThat(run("token", "list")).isZero();
        assertThat(out().lines()).hasSize(3);
        assertThat(run("token", "list", "--tenant", "acme")).isZero();
        assertThat(out()).isEmpty();
    }

    @Test
    void allThatATokenCanBeIsPassedOn() throws Exception {
        assertThat(heard(
                        "token",
                        "create",
                        "ci",
                        "--permission=ask,read",
                        "--session",
                        "a,b",
                        "--session=ci-*",
                        "--type",
                        "permission",
                        "--expires-in",
                        "P7D",
                        "--person",
                        "Anna",
                        "--tenant",
                        "acme",
                        "--json"))
                .isEqualTo(
                        "{\"do\":\"make-token\",\"tenant\":\"acme\",\"body\":{\"name\":\"ci\",\"permissions\":[\"ask\",\"read\"],"
                                + "\"sessions\":[\"a,b\",\"ci-*\"],\"types\":[\"permission\"],\"expiresIn\":\"P7D\","
                                + "\"person\":{\"name\":\"Anna\"}}}");
        assertThat(heard("sign-in-link", "--name", "Anna", "--permission", "decide"))
                .isEqualTo(
                        "{\"do\":\"make-link\",\"tenant\":\"default\",\"body\":{\"name\":\"Anna\",\"permissions\":[\"decide\"]}}");
        assertThat(heard("sign-in-link")).isEqualTo("{\"do\":\"make-local-link\",\"tenant\":\"default\"}");
        assertThat(heard("token", "revoke", "xyz"))
                .isEqualTo("{\"do\":\"revoke-token\",\"tenant\":\"default\",\"id\":\"xyz\"}");
    }

    @Test
    void whatAServerRefusesIsToldInALine() throws Exception {
        try (var server = AdminSocket.open(
                temporary.resolve("data"),
                request -> Uni.createFrom().item(new Answer.Refused("no such thing").encode()),
                Duration.ofMinutes(1))) {
            assertThat(run(
                            "token",
                            "list",
                            "--data-dir",
                            temporary.resolve("data").toString()))
                    .isEqualTo(1);
            assertThat(err()).isEqualTo("holdpoint: no such thing" + System.lineSeparator());
        }
    }

    @Test
    void theFolderIsNamedAsForTheService() {
        assertThat(new Surroundings(System.out, System.err, name -> null, name -> null).dataFolder())
                .isEqualTo(Path.of("holdpoint-data"));
        String[] list = {"token", "list"};
        variables.put("HOLDPOINT_DATA_DIR", "/none/of-environment");
        run(list);
        assertThat(err()).contains("there is no store in /none/of-environment");
        properties.put("holdpoint.data-dir", "/none/of-property");
        run(list);
        assertThat(err()).contains("there is no store in /none/of-property");
        run("token", "list", "--data-dir", "/none/of-option");
        assertThat(err()).contains("there is no store in /none/of-option");
    }

    @Test
    void aStoreInMemoryIsOnlyInItsServer() {
        variables.put("HOLDPOINT_STORE", "memory");
        variables.put("HOLDPOINT_DATA_DIR", temporary.resolve("data").toString());
        assertThat(run("token", "create", "ci", "--permission", "ask")).isEqualTo(1);
        assertThat(err()).contains("the store 'memory' is reached through it alone: start it");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aLinkThatNoServerMadeSaysWhichAddressItHas() {
        assertThat(run("sign-in-link", "--data-dir", temporary.resolve("data").toString()))
                .isZero();
        assertThat(out()).matches("http://localhost:8080/#sign-in=hpl_[0-9A-Za-z]{36}\\R");
        assertThat(err()).contains("no server runs here: the link is for http://localhost:8080/");
    }

    @Test
    void aFolderThatIsInUseWhereNobodyListensIsNamed() {
        Path folder = temporary.resolve("data");
        try (StoreEngine other =
                SqliteStore.open(SqliteSettings.of(folder), InstantSource.system(), StoreObserver.NONE)) {
            var reaching = new Reaching(
                    new RunningServer(folder, Duration.ofMinutes(1)),
                    Surroundings.SQLITE,
                    new OwnStore(folder, new CredentialShapes()),
                    Duration.ZERO,
                    Backup.Progress.NONE);
            assertThatThrownBy(() -> reaching.ask(new Request.MakeLocalLink(), true))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("a process uses the folder " + folder + " and does not listen at ");
        }
    }

    @Test
    void aNameIsNotTakenForAFileOfArguments() throws Exception {
        Path file = Files.writeString(temporary.resolve("x"), "--frobnicate");
        assertThat(heard("token", "create", "@" + file, "--permission", "ask")).contains("\"name\":\"@" + file);
    }

    /** What a server hears of a command. */
    private String heard(String... arguments) throws Exception {
        var heard = new ArrayList<String>();
        try (var server = AdminSocket.open(
                temporary.resolve("data"),
                request -> {
                    heard.add(new String(request, StandardCharsets.UTF_8));
                    return Uni.createFrom().item(new Answer.Done(Json.EMPTY_OBJECT).encode());
                },
                Duration.ofMinutes(1))) {
            variables.put("HOLDPOINT_DATA_DIR", temporary.resolve("data").toString());
            assertThat(run(arguments)).as(err()).isZero();
        }
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private static List<List<String>> paths(CommandLine command, List<String> above) {
        var paths = new ArrayList<List<String>>();
        command.getSubcommands().forEach((name, below) -> {
            var path = new ArrayList<>(above);
            path.add(name);
            paths.add(path);
            paths.addAll(paths(below, path));
        });
        return paths;
    }

    /** Captive portals and wrong ports answer 200 to everything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "show ID",
                "await ID",
                "resolve ID {}",
                "reject ID",
                "cancel ID",
                "list",
                "ask Deploy?",
                "token list",
                "token create a --permission ask",
                "token revoke a",
                "sign-in-link --name a --permission read"
            })
    void whatIsNoAnswerOfHoldpointsIsToldAndIsNoSuccess(String line) {
        String id = "019ab000-0000-7000-8000-000000000001";
        for (String body : List.of("{\"ok\":true}", "{}", "[]")) {
            try (var other = new StandIn()) {
                // Given
                other.answers(200, body);
                variables.put("HOLDPOINT_URL", other.url());

                // When
                int exit = run(line.replace("ID", id).split(" "));

                // Then
                assertThat(exit).isNotIn(0, 64);
                assertThat(out()).isEmpty();
                assertThat(err()).contains("an answer that is none of Holdpoint's");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "x", "?wait=1", "019ab000-0000-7000-8000-000000000001/cancel"})
    void whatIsNoIdIsWrongUse(String id) {
        for (String name : List.of("show", "await", "resolve", "reject", "cancel")) {
            int exit = run(name, id);

            assertThat(exit).as(name).isEqualTo(64);
            assertThat(err()).contains("'" + id + "' is no id of an interaction");
            assertThat(out()).isEmpty();
        }
    }

    /** A plan is long, and has quotes in it. */
    @Test
    void whatIsAskedMayStandInAFileOrBeSaid() throws IOException {
        try (var service = new StandIn()) {
            service.answers(
                    200,
                    "{\"id\":\"a\",\"type\":\"plan-approval\",\"status\":\"resolved\",\"origin\":\"responder\","
                            + "\"response\":{\"approved\":true}}");
            variables.put("HOLDPOINT_URL", service.url());
            Path file = Files.writeString(temporary.resolve("plan.md"), "# Move \"it\"\n\n1. €\n");
            in = "# Say it\n@x\n".getBytes(StandardCharsets.UTF_8);

            assertThat(run("ask", "@" + file)).as(err()).isZero();
            assertThat(run("ask", "-")).as(err()).isZero();
            assertThat(run("ask", "--type", "deploy", "Q")).as(err()).isZero();
            assertThat(run("ask", "--type", "plan", "Q")).as(err()).isZero();
            assertThat(service.heard())
                    .extracting(StandIn.Heard::body)
                    .satisfiesExactly(
                            ofFile -> assertThat(ofFile)
                                    .contains(
                                            "\"title\":\"Move \\\"it\\\"\"",
                                            "{\"plan\":\"# Move \\\"it\\\"\\n\\n1. €\\n\"}"),
                            said -> assertThat(said).contains("\"title\":\"Say it\"", "# Say it\\n@x\\n"),
                            open -> assertThat(open).contains("\"type\":\"deploy\""),
                            open -> assertThat(open).contains("\"type\":\"plan\""));
        }
    }

    @Test
    void whatIsSaidIsTextAndHasAnEnd() {
        variables.put("HOLDPOINT_URL", "http://localhost:1");
        in = new byte[] {'a', (byte) 0xff};
        assertThat(run("ask", "-")).isEqualTo(64);
        assertThat(err()).contains("TEXT: standard input is no text in UTF-8");
        in = new byte[(1 << 20) + 1];
        assertThat(run("ask", "-")).isEqualTo(64);
        assertThat(err()).contains("TEXT: standard input has more than the 1048576 bytes");
    }

    /** As much as on standard input, and no more of it is read: a file may have no end. */
    @Test
    void whatAFileSaysIsTextAndHasAnEnd() throws IOException {
        variables.put("HOLDPOINT_URL", "http://localhost:1");
        Path broken = Files.write(temporary.resolve("broken"), new byte[] {'a', (byte) 0xff});
        assertThat(run("ask", "@" + broken)).isEqualTo(64);
        assertThat(err()).contains("TEXT: '" + broken + "' is no text in UTF-8");
        Path much = Files.write(temporary.resolve("much"), new byte[(1 << 20) + 1]);
        assertThat(run("ask", "@" + much)).isEqualTo(64);
        assertThat(err()).contains("TEXT: '" + much + "' has more than the 1048576 bytes");
        assertThat(run("ask", "Q", "--data", "@" + much)).isEqualTo(64);
        assertThat(err()).contains("--data: '" + much + "' has more than the 1048576 bytes");
    }

    /** A token is for one address: where the service has moved a person says so. */
    @Test
    void aServiceThatIsElsewhereIsNamedAndNotFollowed() {
        try (var service = new StandIn();
                var other = new StandIn()) {
            variables.put("HOLDPOINT_URL", service.url());
            service.answers((exchange, number) -> {
                exchange.getResponseHeaders().set("Location", other.url() + "/v1/interactions");
                StandIn.send(exchange, 308, "text/html", "moved");
            });
            assertThat(run("ask", "Deploy?")).isEqualTo(3);
            assertThat(err()).contains("status 308", "it sends on to " + other.url(), "--url");
            service.answers((exchange, number) -> {
                exchange.getResponseHeaders().set("Location", "/login");
                StandIn.send(exchange, 302, "text/html", "moved");
            });
            assertThat(run("list")).isEqualTo(3);
            assertThat(err()).contains("status 302", "it sends on to /login");
            assertThat(other.heard()).isEmpty();
        }
    }

    @Test
    void aHostThatIsNotAllowedIsToldOnce() {
        try (var service = new StandIn()) {
            variables.put("HOLDPOINT_URL", service.url());
            service.answers(
                    421,
                    "{\"type\":\"urn:holdpoint:problem:unknown-host\",\"detail\":\"not 'x'; allow it with"
                            + " holdpoint.http.allowed-hosts\"}");
            assertThat(run("list")).isEqualTo(3);
            assertThat(err()).containsOnlyOnce("allowed-hosts");
        }
    }

    @Test
    void helpOnHelpIsHelp() {
        assertThat(run("help", "--help")).isZero();
        String all = out();
        assertThat(run("help", "help")).isZero();
        assertThat(out()).isEqualTo(all);
        assertThat(run("--help")).isZero();
        assertThat(out()).isEqualTo(all);
        assertThat(run("help", "ask", "-h")).isZero();
        assertThat(out()).contains("holdpoint ask");
    }

    @Test
    void aDurationIsSaidAlikeEverywhere() {
        try (var service = new StandIn()) {
            variables.put("HOLDPOINT_URL", service.url());
            service.answers(403, "{}");
            for (String said : List.of("30d", "720h", "29d24h", "PT720H")) {
                run("token", "create", "ci", "--permission", "ask", "--expires-in", said);
            }
            assertThat(service.heard())
                    .hasSize(4)
                    .allSatisfy(heard -> assertThat(heard.body()).contains("\"expiresIn\":\"PT720H\""));
        }
    }

    /** Whoever took the status for the answer would go on with an empty one. */
    @Test
    void anAnswerThatCannotBePrintedIsNoSuccess() {
        try (var service = new StandIn()) {
            service.answers(
                    200,
                    "{\"id\":\"a\",\"type\":\"plan-approval\",\"status\":\"resolved\",\"origin\":\"responder\","
                            + "\"response\":{\"approved\":true}}");
            variables.put("HOLDPOINT_URL", service.url());
            assertThat(run("ask", "Deploy?")).isZero();
            var full = new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    throw new IOException("no space left on device");
                }
            };

            assertThat(run(full, "ask", "Deploy?")).isEqualTo(3);
            assertThat(err()).contains("standard output cannot be written");
        }
    }

    private byte[] in = {};

    private int run(String... arguments) {
        out.reset();
        return run(out, arguments);
    }

    private int run(OutputStream to, String... arguments) {
        err.reset();
        return new Commands(
                        new CredentialShapes(),
                        new Surroundings(
                                new PrintStream(to, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                properties::get,
                                variables::get,
                                new ByteArrayInputStream(in),
                                false))
                .run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
