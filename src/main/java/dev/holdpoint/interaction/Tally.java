package dev.holdpoint.interaction;

/** How many interactions of a type were asked, and how they ended, ever since the store was made. */
public record Tally(long requested, long resolved, long rejected, long expired, long cancelled) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /** One interaction, as it stands. */
    public static Tally of(Status status) {
        Tally asked = NONE.with(Status.PENDING);
        return status == Status.PENDING ? asked : asked.with(status);
    }

    public long pending() {
        return requested - resolved - rejected - expired - cancelled;
    }

    public Tally plus(Tally other) {
        return new Tally(
                requested + other.requested,
                resolved + other.resolved,
                rejected + other.rejected,
                expired + other.expired,
                cancelled + other.cancelled);
    }

    /** This tally with an interaction of the given status counted: {@link Status#PENDING} counts one asked. */
    public Tally with(Status status) {
        return switch (status) {
            case PENDING -> new Tally(requested + 1, resolved, rejected, expired, cancelled);
            case RESOLVED -> new Tally(requested, resolved + 1, rejected, expired, cancelled);
            case REJECTED -> new Tally(requested, resolved, rejected + 1, expired, cancelled);
            case EXPIRED -> new Tally(requested, resolved, rejected, expired + 1, cancelled);
            case CANCELLED -> new Tally(requested, resolved, rejected, expired, cancelled + 1);
        };
    }
}
