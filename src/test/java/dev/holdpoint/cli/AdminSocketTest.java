package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Tenant;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes through the socket, and what becomes of those who mean no good. */
class AdminSocketTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Request LIST = new Request.ListTokens(Tenant.DEFAULT);
    private static final Answer HEARD = new Answer.Done(new Json("{\"heard\":" + text(LIST.encode()) + "}"));

    @TempDir
    Path temporary;

    @Test
    void aRequestIsAnswered() throws IOException {
        try (var socket = open(AdminSocketTest::echo, LONG)) {
            assertThat(server().ask(LIST)).contains(HEARD);
            assertThat(server().ask(LIST)).contains(HEARD);
        }
    }

    @Test
    void onlyItsOwnerCanOpenItWhateverTheFolderSays() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var socket = open(AdminSocketTest::echo, LONG)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(folder).isDirectoryNotContaining("glob:**/admin.new");
        }
    }

    @Test
    void aFolderThatIsMissingIsMadeForItsOwnerAlone() throws IOException {
        try (var socket = open(AdminSocketTest::echo, LONG)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whoSaysNothingIsClosedAndHoldsUpNobody() throws IOException {
        try (var socket = open(AdminSocketTest::echo, SHORT);
                SocketChannel silent = connect()) {
            assertThat(server().ask(LIST)).contains(HEARD);
            assertThat(rest(silent)).isEmpty();
        }
    }

    @Test
    void halfARequestIsClosedAfterItsTime() throws IOException {
        try (var socket = open(AdminSocketTest::echo, SHORT);
                SocketChannel slow = connect()) {
            say(slow, "{\"do\":");
            assertThat(rest(slow)).isEmpty();
        }
    }

    @Test
    void halfARequestThatEndsIsToldSo() throws IOException {
        try (var socket = open(AdminSocketTest::echo, LONG);
                SocketChannel half = connect()) {
            say(half, "{\"do\":");
            half.shutdownOutput();
            assertThat(rest(half)).contains("the request ends too early");
        }
    }

    @Test
    void aRequestThatIsTooLongIsToldSo() throws IOException {
        try (var socket = open(AdminSocketTest::echo, LONG);
                SocketChannel talker = connect()) {
            say(talker, "x".repeat(Request.MAX_SIZE + 1));
            assertThat(rest(talker)).contains("a request has at most 65536 bytes");
        }
    }

    @Test
    void whoDoesNotTakeTheAnswerIsClosedAndHoldsUpNobody() throws IOException {
        byte[] large = new Answer.Refused("x".repeat(4 << 20)).encode();
        try (var socket = open(request -> Uni.createFrom().item(large), SHORT);
                SocketChannel idle = connect()) {
            say(idle, "{}\n");
            assertThat(server().ask(LIST)).isPresent();
            try (var other = connect()) {
                assertThat(rest(other)).isEmpty(); // it came later, and was closed for its silence
            }
            assertThat(rest(idle).length()).isLessThan(large.length);
        }
    }

    @Test
    void moreThanAreHeardAtOnceMakeTheOldestLeave() throws IOException {
        var silent = new ArrayList<SocketChannel>();
        try (var socket = open(AdminSocketTest::echo, LONG)) {
            for (int i = 0; i < 40; i++) {
                silent.add(connect());
            }
            assertThat(server().ask(LIST)).contains(HEARD);
            assertThat(rest(silent.getFirst())).isEmpty();
        }
    }

    @Test
    void workThatTakesLongHoldsUpNobody() throws IOException {
        var late = new CompletableFuture<byte[]>();
        Function<byte[], Uni<byte[]>> slowFirst =
                request -> text(request).equals("slow") ? Uni.createFrom().completionStage(late) : echo(request);
        try (var socket = open(slowFirst, LONG);
                SocketChannel slow = connect()) {
            say(slow, "slow\n");
            assertThat(server().ask(LIST)).contains(HEARD);
            late.complete("late".getBytes(StandardCharsets.UTF_8));
            assertThat(rest(slow)).isEqualTo("late\n");
        }
    }

    @Test
    void workThatFailsIsToldInALine() throws IOException {
        try (var socket = open(
                request -> {
                    throw new IllegalStateException("planted");
                },
                LONG)) {
            assertThat(server().ask(LIST)).contains(new Answer.Refused("that failed; the log tells more"));
            assertThat(server().ask(LIST)).isPresent();
        }
    }

    @Test
    void whereNobodyListensThereIsNoAnswer() throws IOException {
        assertThat(server().ask(LIST)).isEmpty();
        stale();
        assertThat(server().ask(LIST)).isEmpty();
    }

    @Test
    void theSocketOfAKilledServerIsReplaced() throws IOException {
        stale();
        try (var socket = open(AdminSocketTest::echo, LONG)) {
            assertThat(server().ask(LIST)).contains(HEARD);
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void oneThatWasKilledWhileItMadeItsSocketIsInNobodysWay() throws IOException {
        Path begun = Files.createDirectories(temporary.resolve("data/admin.new"));
        Files.createFile(begun.resolve("admin.sock"));
        try (var socket = open(AdminSocketTest::echo, LONG)) {
            assertThat(server().ask(LIST)).contains(HEARD);
        }
    }

    @Test
    void theSocketOfAServerThatRunsIsLeftToIt() throws IOException {
        try (var socket = open(AdminSocketTest::echo, LONG)) {
            assertThatThrownBy(() -> open(AdminSocketTest::echo, LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another server listens at ");
            assertThat(server().ask(LIST)).contains(HEARD);
        }
    }

    @Test
    void aSocketThatOthersCanOpenIsNotSpokenTo() throws IOException {
        try (var socket = open(AdminSocketTest::echo, LONG)) {
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
            assertThatThrownBy(() -> server().ask(LIST))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("is open to others");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws IOException {
        try (var socket = open(request -> Uni.createFrom().nothing(), LONG)) {
            var impatient = new RunningServer(temporary.resolve("data"), Duration.ofMillis(50));
            assertThatThrownBy(() -> impatient.ask(LIST))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("did not answer within");
        }
    }

    /** The address of a socket has a hundred bytes. */
    @Test
    void aFolderWhosePathIsLongIsReached() throws IOException {
        Path folder = temporary.resolve("a".repeat(120)).resolve("b".repeat(120));
        try (var socket = AdminSocket.open(folder, AdminSocketTest::echo, LONG)) {
            assertThat(folder.resolve("admin.sock")).exists();
            assertThat(new RunningServer(folder, LONG).ask(LIST)).contains(HEARD);
        }
        assertThat(folder.resolve("admin.sock")).doesNotExist();
    }

    private static Uni<byte[]> echo(byte[] request) {
        return Uni.createFrom().item(new Answer.Done(new Json("{\"heard\":" + text(request) + "}")).encode());
    }

    private AdminSocket open(Function<byte[], Uni<byte[]>> answering, Duration patience) throws IOException {
        return AdminSocket.open(temporary.resolve("data"), answering, patience);
    }

    private RunningServer server() {
        return new RunningServer(temporary.resolve("data"), LONG);
    }

    private Path file() {
        return temporary.resolve("data/admin.sock");
    }

    /** Leaves a socket that nobody listens at. */
    private void stale() throws IOException {
        Files.createDirectories(file().getParent());
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(file()));
        }
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        assertThat(file()).exists();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(file()));
    }

    private static void say(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** All that comes until the server closes. */
    private static String rest(SocketChannel channel) throws IOException {
        return text(Channels.newInputStream(channel).readAllBytes());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
