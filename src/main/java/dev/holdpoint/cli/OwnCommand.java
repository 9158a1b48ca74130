package dev.holdpoint.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How this very command is run again, by whoever has another folder and other variables. */
final class OwnCommand {

    private static final String JAR = ".jar";

    /** A JVM says nothing of itself on standard output, where an agent reads a decision. */
    private static final List<String> QUIET =
            List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:all=off:stdout", "-Xlog:all=warning:stderr");

    private OwnCommand() {}

    static List<String> words(Surroundings around) {
        String program = ProcessHandle.current().info().command().orElse("holdpoint");
        String classes =
                Optional.ofNullable(around.property().apply("java.class.path")).orElse("");
        boolean isJar = classes.endsWith(JAR) && classes.indexOf(File.pathSeparatorChar) < 0;
        if (!isJar) {
            return List.of(program);
        }
        String jar = Path.of(classes).toAbsolutePath().normalize().toString();
        return Stream.of(List.of(program), QUIET, List.of("-jar", jar))
                .flatMap(List::stream)
                .toList();
    }
}
