package dev.holdpoint.interaction;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Words to be found in an interaction: in its title, its reason, and the strings of its data and its response, though not in
 * the names of their members. Neither case counts (Unicode's, so that "STRASSE" finds "Straße") nor how accents are put
 * together (Unicode's normalisation form C).
 *
 * @param text the words, without what does not count
 */
public record Search(String text) {

    public static final int MAX_LENGTH = 200;

    /** How many interactions are looked at for a page, found or not. */
    public static final int ROWS = 10_000;

    /** How much of them is looked at for a page, as {@link Interaction#weight} measures it. */
    public static final int WEIGHT = 16 << 20;

    public Search {
        text = folded(text);
    }

    public static boolean isValid(String text) {
        return !text.isEmpty() && Text.isAtMost(MAX_LENGTH, text);
    }

    public boolean finds(Interaction interaction) {
        Ask ask = interaction.ask();
        Settlement settlement = interaction.settlement();
        return isIn(ask.title()) || ask.data().hasString(this::isIn) || (settlement != null && isIn(settlement));
    }

    private boolean isIn(Settlement settlement) {
        Json response = settlement.response();
        return isIn(settlement.reason()) || (response != null && response.hasString(this::isIn));
    }

    private boolean isIn(@Nullable String where) {
        return where != null && folded(where).contains(text);
    }

    /** Three steps fold what two leave apart, such as the capital and the small sharp s. */
    private static String folded(String text) {
        String lower = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String folded = lower.replace('\u03c2', '\u03c3'); // a sigma is final only where its word ends
        return Normalizer.isNormalized(folded, Form.NFC) ? folded : Normalizer.normalize(folded, Form.NFC);
    }
}
