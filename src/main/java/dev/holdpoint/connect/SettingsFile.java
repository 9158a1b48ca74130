package dev.holdpoint.connect;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
record SettingsFile(Path file, SettingsText.@Nullable Node root, String trouble) {

    /** Empty where there is none; where nobody may look whether there is one, it is one that cannot be read. */
    static Optional<SettingsFile> of(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            var text = new SettingsText(Files.readString(file));
            return Optional.of(new SettingsFile(
                    file, text.root().orElse(null), text.trouble().orElse("it is empty")));
        } catch (CharacterCodingException none) {
            return Optional.of(new SettingsFile(file, null, "it is no UTF-8"));
        } catch (IOException none) {
            return Optional.of(new SettingsFile(file, null, FileTrouble.words(none)));
        }
    }

    /** What is said below some names, one in the other. */
    Optional<SettingsText.Node> at(String... names) {
        Optional<SettingsText.Node> at = Optional.ofNullable(root);
        for (String name : names) {
            at = at.flatMap(node -> node.member(name));
        }
        return at;
    }
}
