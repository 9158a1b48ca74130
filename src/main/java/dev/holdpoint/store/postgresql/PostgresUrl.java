package dev.holdpoint.store.postgresql;

import java.util.Properties;
import org.postgresql.Driver;

/** Where a database is: {@code postgresql://host:5432/db?sslmode=…}, which its driver calls {@code jdbc:postgresql:}. */
public record PostgresUrl(String text) {

    private static final String SHAPE = "must be an address like postgresql://host:5432/db?sslmode=verify-full";

    /** Throws an {@link IllegalArgumentException} that names the property, and nothing of what may be a secret. */
    public static PostgresUrl of(String property, String text) {
        String url = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        String whole = url.startsWith("postgres://") ? "postgresql" + url.substring("postgres".length()) : url;
        if (!whole.startsWith("postgresql://") || whole.contains(" ")) {
            throw new IllegalArgumentException(property + " " + SHAPE);
        }
        if (hasUser(whole) || whole.matches(".*[?&](user|password|sslpassword)=.*")) {
            throw new IllegalArgumentException(property + " must not say who calls: that is for"
                    + " holdpoint.postgresql.username and holdpoint.postgresql.password or .password-file");
        }
        var parsed = Driver.parseURL("jdbc:" + whole, new Properties());
        if (parsed == null) {
            throw new IllegalArgumentException(property + " " + SHAPE);
        }
        return new PostgresUrl("jdbc:" + whole);
    }

    private static boolean hasUser(String url) {
        String rest = url.substring("postgresql://".length());
        int end = rest.indexOf('/');
        return (end < 0 ? rest : rest.substring(0, end)).contains("@");
    }

    @Override
    public String toString() {
        return text;
    }
}
