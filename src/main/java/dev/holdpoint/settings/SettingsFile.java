package dev.holdpoint.settings;

import dev.holdpoint.client.NotDoneException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of settings as it is found.
 *
 * @param root what it says; null where that cannot be read
 * @param trouble why not, and where in it
 */
public record SettingsFile(Path file, SettingsText.@Nullable Node root, String trouble) {

    /** Empty where there is none; where nobody may look whether there is one, it is one that cannot be read. */
    public static Optional<SettingsFile> of(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            var text = new SettingsText(PlainFile.text(file));
            return Optional.of(new SettingsFile(
                    file, text.root().orElse(null), text.trouble().orElse("it is empty")));
        } catch (CharacterCodingException none) {
            return Optional.of(new SettingsFile(file, null, "it is no UTF-8"));
        } catch (IOException none) {
            return Optional.of(new SettingsFile(file, null, FileTrouble.words(none)));
        }
    }

    /** What is said below some names, one in the other. */
    public Optional<SettingsText.Node> at(String... names) {
        Optional<SettingsText.Node> at = Optional.ofNullable(root);
        for (String name : names) {
            at = at.flatMap(node -> node.member(name));
        }
        return at;
    }

    /**
     * What stands in one that is to be changed.
     *
     * @throws NotDoneException where that is no JSON object, with its place
     */
    public static SettingsText text(Path file, byte[] bytes) {
        var before = CharBuffer.allocate(bytes.length);
        CoderResult read = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), before, true);
        String text = before.flip().toString();
        if (read.isError()) {
            long line = text.chars().filter(one -> one == '\n').count() + 1;
            throw unfit(file, "line " + line + ", column " + (text.length() - text.lastIndexOf('\n')) + ": no UTF-8");
        }
        var settings = new SettingsText(text);
        Optional<SettingsText.Node> root = settings.root();
        if (root.isEmpty() && !text.isBlank()) {
            throw unfit(file, settings.trouble().orElse("it has comments alone, and no JSON object"));
        }
        if (root.isPresent() && !root.get().isObject()) {
            throw unfit(file, settings.place(root.get()) + ": that is no object");
        }
        return settings;
    }

    /** That one cannot be changed as it is. */
    public static NotDoneException unfit(Path file, String where) {
        return new NotDoneException(file + ", " + where + "; nothing was changed: mend it first");
    }
}
