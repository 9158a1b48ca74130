package dev.holdpoint.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a service, but for who asks.
 *
 * @param path with its query; it begins with no slash
 * @param body JSON; null for none
 * @param cutoff until when it may be written; null where nobody takes it back
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Call(
        String method,
        String path,
        Map<String, String> headers,
        byte @Nullable [] body,
        @Nullable Cutoff cutoff) {

    public static Call get(String path) {
        return new Call("GET", path, Map.of(), null, null);
    }

    public static Call post(String path, byte[] body) {
        return new Call("POST", path, Map.of("Content-Type", "application/json"), body, null);
    }

    public static Call delete(String path) {
        return new Call("DELETE", path, Map.of(), null, null);
    }

    /** The same with a key, by which its repetition is known as one. */
    public Call keyed(String key) {
        return with("Idempotency-Key", '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }

    /** The same, unless it is taken back before it is written. */
    public Call until(Cutoff end) {
        return new Call(method, path, headers, body, end);
    }

    Call with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, path, more, body, cutoff);
    }
}
