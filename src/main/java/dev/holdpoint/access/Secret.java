package dev.holdpoint.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What somebody shows to be known: a kind, 30 characters of a strong source, and 6 that follow from these, so that a slip
 * of the pen, or a scanner of leaked secrets, needs no look-up.
 *
 * @param text all of it; nothing may keep or log it
 */
record Secret(String text) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 30;
    private static final int ID = 16;
    private static final int CHECK = 6;
    private static final Pattern SHAPE = Pattern.compile("hp[adsl]_[0-9A-Za-z]{" + (RANDOM + CHECK) + "}");

    /** What a secret is for, as its first characters tell. */
    enum Kind {
        /** A token that may ask, and nothing else. */
        ASKER("hpa_"),

        /** Any other token. */
        DECIDER("hpd_"),

        /** Somebody who signed in. */
        SESSION("hps_"),

        /** A link to sign in by, once. */
        LINK("hpl_");

        private final String beginning;

        Kind(String beginning) {
            this.beginning = beginning;
        }
    }

    static Secret make(Kind kind) {
        String random = random(RANDOM);
        return new Secret(kind.beginning + random + check(kind.beginning + random));
    }

    /** What a credential goes by where its secret must not stand. */
    static String id() {
        return random(ID);
    }

    private static String random(int count) {
        var source = new SecureRandom(); // none of the class: a native image would be built with its seed
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(source.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** Whether a text is whole; else there is nothing to look up. */
    static boolean isWhole(String text) {
        int end = text.length() - CHECK;
        return SHAPE.matcher(text).matches() && text.substring(end).equals(check(text.substring(0, end)));
    }

    boolean isOf(Kind kind) {
        return text.startsWith(kind.beginning);
    }

    /** What is kept of it (SHA-256): the secret has more bits than anybody can try, and needs no salt. */
    String hash() {
        return hashOf(text);
    }

    /** The SHA-256 of a text, in hexadecimal digits. */
    static String hashOf(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** The last characters, by which somebody recognises a token that they hold. */
    String ending() {
        return text.substring(text.length() - 4);
    }

    @Override
    public String toString() {
        return "a secret";
    }

    private static String check(String checked) {
        var crc = new CRC32();
        crc.update(checked.getBytes(StandardCharsets.US_ASCII));
        var text = new StringBuilder(CHECK);
        for (long rest = crc.getValue(); text.length() < CHECK; rest /= ALPHABET.length()) {
            text.insert(0, ALPHABET.charAt((int) (rest % ALPHABET.length())));
        }
        return text.toString();
    }
}
