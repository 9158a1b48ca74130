package dev.holdpoint.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON as UTF-8. */
final class JsonOutput {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonOutput() {}

    /** Something that can be written. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] encode(Content content) {
        try (var bytes = new ByteArrayOutputStream(1_024)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                content.write(json);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
