package dev.holdpoint.store.copy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The content of a table as it goes by, row by row, as a checksum (SHA-256) that no database makes. Not thread-safe. */
final class Content {

    private static final byte NOTHING = 0;
    private static final byte NUMBER = 1;
    private static final byte TEXT = 2;

    private final MessageDigest digest;
    private long rows;

    Content() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** A value, as the same whether text or the bytes of text are kept: a number, a text or nothing. */
    static @Nullable Object value(ResultSet row, int column) throws SQLException {
        return switch (row.getObject(column)) {
            case null -> null;
            case Number number -> number.longValue();
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case String text -> text;
            case Object other -> throw new SQLException("a " + other.getClass() + " was not expected");
        };
    }

    void addRow() {
        rows++;
    }

    void add(@Nullable Object value) {
        switch (value) {
            case null -> digest.update(NOTHING);
            case Long number -> {
                digest.update(NUMBER);
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
            }
            case Object text -> {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(TEXT);
                digest.update(
                        ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
                digest.update(bytes);
            }
        }
    }

    long rows() {
        return rows;
    }

    /** To be called once, at the end. */
    String checksum() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
