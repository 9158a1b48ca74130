package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What a call was answered. */
public record Answer(int status, boolean replayed, JsonNode body) {

    /** The connection broke, or the caller left: what was asked for may be done, or not. */
    public static final Answer NONE = new Answer(0, false, MissingNode.getInstance());

    /** Whether what was asked for may be done, or not: nothing was told, or that the store failed. */
    public boolean isUnknown() {
        return status == 0 || status == 503;
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public boolean isRefusal() {
        return status / 100 == 4;
    }
}
