package dev.holdpoint.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Passes immutable objects through the event bus as they are; they never leave the process. */
final class LocalCodec implements MessageCodec<Object, Object> {

    static final String NAME = "holdpoint-local";

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new IllegalStateException("announcements stay in the process");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException("announcements stay in the process");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
