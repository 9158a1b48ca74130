package dev.holdpoint.store.sqlite;

import java.sql.SQLException;

/** Something to do in a transaction of the writer's, which may hold others before and after it; done again where one fails. */
interface Work<T> {
    T run(Transaction transaction) throws SQLException;
}
