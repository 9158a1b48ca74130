package dev.holdpoint.json;

/** JSON Pointers (RFC 6901). */
final class Pointers {

    private Pointers() {}

    static String token(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
