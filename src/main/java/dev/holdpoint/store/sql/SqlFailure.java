package dev.holdpoint.store.sql;

import java.sql.SQLException;

/** A statement failed; why, the driver says. */
public final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException reason;

    public SqlFailure(SQLException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    public SQLException reason() {
        return reason;
    }
}
