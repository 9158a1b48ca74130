package dev.holdpoint.http;

import io.vertx.core.http.impl.HttpUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request is made to (RFC 9112, 3.2), brought to one form before anybody looks at it: whoever guards a path and
 * whoever serves it see the same one. Dot segments are gone (RFC 3986, 6.2.2), and a segment of the path is taken whole: a
 * semicolon in it has no meaning of its own.
 */
final class RequestTarget {

    private static final Pattern AUTHORITY = Pattern.compile("https?://[^/?#]*", Pattern.CASE_INSENSITIVE);

    private RequestTarget() {}

    /** The target in that form, an absolute one without its scheme and host; empty where its escapes are none. */
    static Optional<String> normalised(String target) {
        String local =
                target.startsWith("/") ? target : AUTHORITY.matcher(target).replaceFirst("");
        int query = local.indexOf('?');
        String path = query < 0 ? local : local.substring(0, query);
        if ((!path.isEmpty() && !path.startsWith("/")) || !isUtf8(local)) {
            return Optional.empty();
        }
        String plain = isPlain(path) ? path : HttpUtils.normalizePath(path).replace(";", "%3B");
        return Optional.of(query < 0 ? plain : plain + local.substring(query));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' || text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String path) {
        return path.startsWith("/")
                && path.indexOf(';') < 0
                && path.indexOf('%') < 0
                && !path.contains("/.")
                && !path.contains("//");
    }

    /** Whether every escape is one, and what they and the rest say is UTF-8. */
    private static boolean isUtf8(String text) {
        if (isAscii(text)) {
            return true;
        }
        var bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xff) {
                return false;
            }
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            if (i + 2 >= text.length()
                    || !HexFormat.isHexDigit(text.charAt(i + 1))
                    || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                return false;
            }
            bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException none) {
            return false;
        }
    }
}
