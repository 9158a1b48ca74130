package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "12345678901234567890123", "\"\"", "\"a\"", "\"1\""})
    void anIdComesBackAsItWas(String id) {
        // When
        Message read = read("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");

        // Then
        assertThat(read)
                .isInstanceOfSatisfying(
                        Message.Request.class,
                        request -> assertThat(request.id()).isEqualTo(new Json(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "true", "1.5", "1.0", "1e3", "[1]", "{\"a\":1}"})
    void whatIsNoIdIsRefusedAndNotToldBack(String id) {
        assertThatThrownBy(() -> read("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}"))
                .isInstanceOfSatisfying(RpcException.class, error -> {
                    assertThat(error.status()).isEqualTo(400);
                    assertThat(error.body().text()).contains("\"id\":null", "-32600", "'id' must be");
                });
    }

    @Test
    void anIdHasItsLength() {
        String longest = "\"" + "a".repeat(254) + "\"";
        assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":" + longest + ",\"method\":\"ping\"}"))
                .isInstanceOf(Message.Request.class);
        assertThatThrownBy(() -> read(
                        "{\"jsonrpc\":\"2.0\",\"id\":" + longest.replaceFirst("a", "aa") + ",\"method\":\"ping\"}"))
                .isInstanceOf(RpcException.class);
    }

    /** What wants an answer has an id: without one, a call is none, and asks nobody. */
    @Test
    void whatHasNoIdWantsNoAnswer() {
        assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"ask_human\"}}"))
                .isInstanceOf(Message.Notification.class);
        assertThatThrownBy(() -> read("{\"jsonrpc\":\"2.0\",\"result\":{}}")).isInstanceOf(RpcException.class);
    }

    private static Message read(String text) {
        return Message.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
