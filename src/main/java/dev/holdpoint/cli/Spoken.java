package dev.holdpoint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.client.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What an argument says: as it stands there, in the file that is named after an {@code @}, or on standard input. */
final class Spoken {

    /** In bytes: what a question may have. */
    private static final int MOST = 1 << 20;

    private Spoken() {}

    /**
     * Words; {@code -} is for those on standard input.
     *
     * @param name what the argument is called
     */
    static String text(String name, String said, InputStream in) {
        if (said.equals("-")) {
            return heard(name, in);
        }
        return said.startsWith("@")
                ? content(name, said.substring(1), "; words that begin with @ are said by -")
                : said;
    }

    /** JSON, as it was written; null where there is none. */
    static @Nullable String json(String name, @Nullable String said) {
        if (said == null) {
            return null;
        }
        String text = said.startsWith("@") ? content(name, said.substring(1), "") : said;
        JsonNode tree = Trees.read(text);
        if (tree.isMissingNode()) {
            throw CommandException.usage(name + ": that is no JSON; @FILE names a file with it");
        }
        return text.strip();
    }

    private static String heard(String name, InputStream in) {
        try {
            return text(name + ": standard input", in);
        } catch (IOException broken) {
            throw CommandException.usage(name + ": standard input cannot be read: " + broken.getMessage());
        }
    }

    private static String content(String name, String file, String advice) {
        try (var in = Files.newInputStream(Path.of(file))) {
            return text(name + ": '" + file + "'", in);
        } catch (NoSuchFileException none) {
            throw CommandException.usage(name + ": there is no file '" + file + "'" + advice);
        } catch (IOException | InvalidPathException away) {
            throw CommandException.usage(name + ": '" + file + "' cannot be read: " + away.getMessage() + advice);
        }
    }

    /** As much as can be asked; of what has no end no more is read. */
    private static String text(String source, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw CommandException.usage(source + " has more than the " + MOST + " bytes that can be asked");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException none) {
            throw CommandException.usage(source + " is no text in UTF-8");
        }
    }
}
