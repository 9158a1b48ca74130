package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Small inputs from the field that once went wrong, by their numbers ({@code src/test/resources/cases}). */
public final class Cases {

    private static final Path FOLDER = Path.of("src", "test", "resources", "cases");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cases() {}

    /** The bodies that a case asks, in their order, each in this session. */
    public static List<String> asks(int number, String session) {
        return StreamSupport.stream(read(number).path("asks").spliterator(), false)
                .map(ask -> ((ObjectNode) ask).put("sessionId", session).toString())
                .toList();
    }

    private static JsonNode read(int number) {
        try (var files = Files.list(FOLDER)) {
            Path found = files.filter(file -> file.getFileName().toString().startsWith("%02d-".formatted(number)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no case " + number + " in " + FOLDER));
            return JSON.readTree(found.toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
