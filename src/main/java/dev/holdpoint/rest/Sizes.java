package dev.holdpoint.rest;

/** How large parts of a request may be, in bytes of UTF-8 without insignificant white space. */
final class Sizes {

    static final long DATA = 256 << 10;
    static final long METADATA = 16 << 10;
    static final long SCHEMA = 64 << 10;
    static final long BODY = 1 << 20;

    /** How large a body may be as it comes, white space and escapes included. */
    static final long RAW_BODY = 4 << 20;

    private Sizes() {}
}
