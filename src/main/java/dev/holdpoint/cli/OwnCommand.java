package dev.holdpoint.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How this very command is run again, by whoever has another folder and other variables. */
final class OwnCommand {

    private static final String JAR = ".jar";

    private OwnCommand() {}

    static List<String> words(Surroundings around) {
        String program = ProcessHandle.current().info().command().orElse("holdpoint");
        String classes =
                Optional.ofNullable(around.property().apply("java.class.path")).orElse("");
        boolean isJar = classes.endsWith(JAR) && classes.indexOf(File.pathSeparatorChar) < 0;
        return isJar
                ? List.of(
                        program,
                        "-jar",
                        Path.of(classes).toAbsolutePath().normalize().toString())
                : List.of(program);
    }
}
