package dev.holdpoint.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonOutputTest {

    @Test
    void itIsUtf8OnOneLine() {
        byte[] json = JsonOutput.encode(out -> {
            out.writeStartObject();
            out.writeStringField("\u00e9\n", "\ud83d\ude00\u2028\r\n\u0000\"\\/");
            out.writeFieldName("raw");
            out.writeRawValue("1.0");
            out.writeEndObject();
        });
        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo("{\"\u00e9\\n\":\"\ud83d\ude00\u2028\\r\\n\\u0000\\\"\\\\/\",\"raw\":1.0}");
    }

    @Test
    void aLoneSurrogateThatIsOnlyToldOfIsEscaped() {
        byte[] json = JsonOutput.encode(out -> out.writeString("/data/\ud800"));
        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualToIgnoringCase("\"/data/\\ud800\"");
    }
}
