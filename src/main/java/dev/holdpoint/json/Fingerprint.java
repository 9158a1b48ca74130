package dev.holdpoint.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A digest of a request that is the same exactly for requests whose bodies are the same JSON value: whatever the order of
 * members, the notation of numbers and the escapes in strings. Optional members that are null count as absent. It takes time
 * that grows with the size of the body.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * The fingerprint of a body.
     *
     * @param verb what is asked for
     * @param nullable a member for which null is a value; empty where there is none
     */
    public static String of(String verb, Members body, String nullable) {
        var canonical = new TreeMap<String, String>();
        for (Map.Entry<String, Member> member : body.all().entrySet()) {
            if (!member.getValue().isNull() || member.getKey().equals(nullable)) {
                canonical.put(
                        member.getKey(), canonical(member.getValue().value().text()));
            }
        }
        return digest(verb + canonical);
    }

    /** The fingerprint of a value that stands for a request. */
    public static String of(String verb, Json value) {
        return digest(verb + canonical(value.text()));
    }

    /** The one text of all JSON texts of the same value. */
    public static String canonical(String json) {
        try (JsonParser parser = StrictJson.FACTORY.createParser(json)) {
            var text = new StringBuilder();
            parser.nextToken();
            append(parser, text);
            return text.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void append(JsonParser parser, StringBuilder text) throws IOException {
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT -> {
                var members = new TreeMap<String, String>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    var value = new StringBuilder();
                    append(parser, value);
                    members.put(name, value.toString());
                }
                text.append('{');
                members.forEach((name, value) -> {
                    quote(name, text).append(value);
                    if (Character.isDigit(value.charAt(value.length() - 1))) {
                        text.append(','); // a number: the length of the next name would run into it
                    }
                });
                text.append('}');
            }
            case START_ARRAY -> {
                text.append('[');
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    append(parser, text);
                    text.append(',');
                }
                text.append(']');
            }
            case VALUE_STRING -> quote(parser.getText(), text);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text.append(number(parser.getText()));
            default -> text.append(parser.getText());
        }
    }

    /** A string with its length before it: where it ends is told by nothing in it. */
    private static StringBuilder quote(String string, StringBuilder text) {
        return text.append(string.length()).append('"').append(string).append('"');
    }

    /** The digits without zeros at either end, and the power of ten of the last; exponents can be of any size. */
    public static String number(String literal) {
        boolean isNegative = literal.startsWith("-");
        String unsigned = isNegative ? literal.substring(1) : literal;
        int mark = Math.max(unsigned.indexOf('e'), unsigned.indexOf('E'));
        String mantissa = mark < 0 ? unsigned : unsigned.substring(0, mark);
        BigInteger exponent = mark < 0 ? BigInteger.ZERO : exponent(unsigned.substring(mark + 1));
        int point = mantissa.indexOf('.');
        String digits = point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1);
        int fraction = point < 0 ? 0 : mantissa.length() - point - 1;
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        int start = 0;
        while (start < end && digits.charAt(start) == '0') {
            start++;
        }
        if (start == end) {
            return "0";
        }
        BigInteger power =
                exponent.subtract(BigInteger.valueOf(fraction)).add(BigInteger.valueOf(digits.length() - end));
        return (isNegative ? "-" : "") + digits.substring(start, end) + "e" + power;
    }

    private static BigInteger exponent(String text) {
        return new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
