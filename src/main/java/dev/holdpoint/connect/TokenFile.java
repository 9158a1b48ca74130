package dev.holdpoint.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.client.Call;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Reply;
import dev.holdpoint.client.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A token in a file that only its owner can read. */
public final class TokenFile {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TokenFile() {}

    public static void write(Path file, String token) throws IOException {
        OwnFile.write(file, (token + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Has the service forget it; says what became of that.
     *
     * @param service called by that very token
     */
    public static String revoke(Service service, Path file) {
        try {
            String ending = Files.readString(file).strip();
            Reply list = service.send(Call.get("v1/tokens"), PATIENCE);
            for (JsonNode token : list.json().path("items")) {
                String tail = token.path("ending").asText("");
                if (!tail.isEmpty() && ending.endsWith(tail)) {
                    Reply gone = service.send(
                            Call.delete("v1/tokens/"
                                    + Place.segment(token.path("id").asText(""))),
                            PATIENCE);
                    return gone.isSuccess()
                            ? "its token is revoked"
                            : "its token could not be revoked: " + gone.words() + "; holdpoint token revoke does it";
                }
            }
            return "its token is not known to " + service.place() + " (" + list.words() + ")";
        } catch (IOException | NotDoneException away) {
            return "its token could not be revoked: " + away.getMessage() + "; holdpoint token revoke does it";
        }
    }
}
