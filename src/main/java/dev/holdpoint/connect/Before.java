package dev.holdpoint.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdpoint.client.Trees;
import dev.holdpoint.settings.OwnFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file was before the hook was put into it, kept so that it can be that again to the byte.
 *
 * @param content null where there was no file
 * @param after a fingerprint of what was written then
 * @param lines of hooks that were put there
 */
@SuppressWarnings("ArrayRecordComponent") // written back, never compared
public record Before(byte @Nullable [] content, String after, Set<String> lines) {

    private static final String FOLDER = "connected";

    /** Reads what is kept of a file; empty where that is nothing. */
    public static Optional<Before> of(Path folder, Path file) throws IOException {
        Path kept = place(folder, file);
        if (!Files.exists(kept)) {
            return Optional.empty();
        }
        JsonNode tree = Trees.read(Files.readAllBytes(kept));
        String content = tree.path("before").asText("");
        try {
            var lines = new LinkedHashSet<String>();
            tree.path("lines").forEach(line -> lines.add(line.asText("")));
            return Optional.of(new Before(
                    tree.path("existed").asBoolean(false) ? Base64.getDecoder().decode(content) : null,
                    tree.path("after").asText(""),
                    lines));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** All files of which something is kept. */
    static List<Path> files(Path folder) throws IOException {
        Path all = folder.resolve(FOLDER);
        var files = new ArrayList<Path>();
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> kept = Files.newDirectoryStream(all, "*.json")) {
                for (Path one : kept) {
                    Optional.of(Trees.read(Files.readAllBytes(one)).path("file").asText(""))
                            .filter(file -> !file.isEmpty())
                            .ifPresent(file -> files.add(Path.of(file)));
                }
            }
        }
        return files;
    }

    public void keep(Path folder, Path file) throws IOException {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("file", file.toAbsolutePath().toString());
        tree.put("existed", content != null);
        if (content != null) {
            tree.put("before", Base64.getEncoder().encodeToString(content));
        }
        tree.put("after", after);
        lines.forEach(tree.putArray("lines")::add);
        OwnFile.writeSecret(place(folder, file), tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    static boolean isKept(Path folder, Path file) {
        return Files.exists(place(folder, file));
    }

    static void forget(Path folder, Path file) throws IOException {
        Files.deleteIfExists(place(folder, file));
    }

    /** Whether nobody has written to it since. */
    boolean isUntouched(byte[] now) {
        return after.equals(OwnFile.fingerprint(now));
    }

    private static Path place(Path folder, Path file) {
        byte[] name = file.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        return folder.resolve(FOLDER).resolve(OwnFile.fingerprint(name).substring(0, 32) + ".json");
    }
}
