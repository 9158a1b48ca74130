package dev.holdpoint.broker;

/**
 * How many interactions may be pending, a new one included.
 *
 * @param inSession at least 1
 * @param inTenant 0 for any number
 */
public record PendingLimits(int inSession, int inTenant) {

    /** What holds as many as it may. */
    public enum Full {
        SESSION,
        TENANT
    }

    public int of(Full full) {
        return full == Full.SESSION ? inSession : inTenant;
    }
}
