package dev.holdpoint.store.sql;

/** Something to do in a transaction of the writer's, which may hold others before and after it; done again where one fails. */
interface Work<T> {
    T run(SqlTables tables);
}
