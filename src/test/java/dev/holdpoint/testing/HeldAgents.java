package dev.holdpoint.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A packaged service, and the coding agents that it holds, which end with their test. Where there are none to be had,
 * the tests of a class are skipped, and say so.
 */
public final class HeldAgents implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final List<CodingAgent> agents = new ArrayList<>();
    private final String packages;
    private Path installed;
    private Path folder;
    private int port;
    private int made;
    private Service service;

    public HeldAgents() {
        this("agents");
    }

    /**
     * @param packages the folder of {@code src/test} whose {@code package-lock.json} names them
     */
    public HeldAgents(String packages) {
        this.packages = packages;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        installed = NpmPackages.install(
                Path.of("src", "test", packages),
                Path.of("target", packages),
                context.getRequiredTestClass().getSimpleName());
        folder = Files.createTempDirectory("held");
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        agents.forEach(CodingAgent::close);
        agents.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (service == null) {
            return;
        }
        kill();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    /** Whose model wants to have these files made, one after the other, each by a command. */
    public CodingAgent making(String... files) throws IOException {
        return wanting(IntStream.range(0, files.length)
                .mapToObj(i -> AgentModel.Use.command(CodingAgent.making(files[i]), "Step " + i))
                .toArray(AgentModel.Use[]::new));
    }

    /** Whose model wants this. */
    public CodingAgent wanting(AgentModel.Use... uses) throws IOException {
        var agent = new CodingAgent(installed, folder.resolve("agent-" + made++), this::service, List.of(uses));
        agents.add(agent);
        return agent;
    }

    public Service service() {
        return service;
    }

    public void kill() throws InterruptedException {
        service.kill();
    }

    /** Starts it again where it was. */
    public void start() throws IOException {
        service = new Service(folder.resolve("data"), port);
    }
}
