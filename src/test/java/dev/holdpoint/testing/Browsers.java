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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One Chromium for all tests of a JVM: taken from the PATH, else Playwright's own download, else the system's package
 * where the tests run as root.
 */
public final class Browsers {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-gpu");
    private static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private Browsers() {}

    public static Browser chromium() {
        return Holder.BROWSER;
    }

    private static final class Holder {
        private static final Browser BROWSER = launch();
    }

    private static Browser launch() {
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        var options = new LaunchOptions().setArgs(ARGUMENTS);
        Optional<Path> installed = onPath();
        if (installed.isEmpty() && !isDownloaded()) {
            installed = fromPackage();
            if (installed.isEmpty()) {
                throw new IllegalStateException(
                        "no Chromium: install one (package 'chromium') so that it is on the PATH, then run the tests again");
            }
        }
        installed.ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }

    private static Optional<Path> onPath() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isDownloaded() {
        ProcessBuilder install =
                Driver.ensureDriverInstalled(NO_DOWNLOAD, false).createProcessBuilder();
        install.environment().remove("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD");
        install.command().addAll(List.of("install", "chromium"));
        return succeeds(install, 5);
    }

    private static Optional<Path> fromPackage() {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        return isRoot
                        && succeeds(new ProcessBuilder("apt-get", "update"), 5)
                        && succeeds(new ProcessBuilder("apt-get", "install", "-y", "chromium"), 15)
                ? onPath()
                : Optional.empty();
    }

    private static boolean succeeds(ProcessBuilder command, int minutes) {
        try {
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean isOver = process.waitFor(minutes, TimeUnit.MINUTES);
            process.destroyForcibly();
            return isOver && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
