package dev.holdpoint.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One browser for all tests of a JVM: a Chromium, taken from the PATH, else Playwright's own download, else what
 * {@code .ci/browser} finds. With {@code -Dbrowser=firefox} a Firefox of the PATH, as its makers built it.
 */
public final class Browsers {

    private static final List<String> CHROMIUM = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FIREFOX = List.of("firefox", "firefox-esr");
    /** A name of this machine that browsers do not take for it: what is served there has no secure context. */
    public static final String OTHER_NAME = "approvals.lan";

    private static final List<String> ARGUMENTS = List.of(
            "--host-resolver-rules=MAP " + OTHER_NAME + " 127.0.0.1",
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-gpu");
    private static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private static final String NAME = System.getProperty("browser", "chromium");

    private Browsers() {}

    static boolean isFirefox() {
        return NAME.equals("firefox");
    }

    public static Browser shared() {
        return Holder.BROWSER;
    }

    private static final class Holder {
        private static final Browser BROWSER = launch();
    }

    private static Browser launch() {
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return switch (NAME) {
            case "chromium" -> chromium(playwright);
            case "firefox" -> firefox(playwright);
            case String other -> throw new IllegalArgumentException("no tests run in the browser " + other);
        };
    }

    private static Browser firefox(Playwright playwright) {
        Path installed =
                onPath(FIREFOX).orElseThrow(() -> new IllegalStateException("no firefox is on the PATH: install one"));
        return playwright
                .firefox()
                .launch(new LaunchOptions().setChannel("moz-firefox").setExecutablePath(installed));
    }

    private static Browser chromium(Playwright playwright) {
        var options = new LaunchOptions().setArgs(ARGUMENTS);
        Optional<Path> installed = onPath(CHROMIUM);
        if (installed.isEmpty() && !isDownloaded()) {
            installed = Optional.of(fromSystem());
        }
        installed.ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }

    private static Optional<Path> onPath(List<String> names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isDownloaded() {
        ProcessBuilder install =
                Driver.ensureDriverInstalled(NO_DOWNLOAD, false).createProcessBuilder();
        install.environment().remove("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD");
        install.command().addAll(List.of("install", "chromium"));
        return run(install).isSuccess();
    }

    private static Path fromSystem() {
        Run run = run(new ProcessBuilder(".ci/browser"));
        if (!run.isSuccess()) {
            throw new IllegalStateException(run.printed());
        }
        return Path.of(run.printed());
    }

    private record Run(boolean isSuccess, String printed) {}

    private static Run run(ProcessBuilder command) {
        Process process = null;
        try {
            Path printed = Files.createTempFile("browser", ".log");
            try {
                process = command.redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start();
                int code = process.waitFor();
                return new Run(code == 0, Files.readString(printed).strip());
            } finally {
                Files.delete(printed);
            }
        } catch (IOException broken) {
            return new Run(false, broken.getMessage());
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the time of the test was over before a Chromium was there", interrupted);
        }
    }
}
