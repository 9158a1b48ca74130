package dev.holdpoint.json;

/** JSON Pointers (RFC 6901). */
public final class Pointers {

    private Pointers() {}

    public static String token(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
