package dev.holdpoint.cli;

/** A command could not be done; the message says in a line why, and what to do. */
final class CommandException extends RuntimeException {

    /** A command that failed. */
    static final int FAILED = 1;

    /** One that is used wrongly ({@code EX_USAGE} of sysexits.h). */
    static final int USAGE = 64;

    private static final long serialVersionUID = 1L;

    private final int status;

    private CommandException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    CommandException(String message) {
        this(FAILED, message);
    }

    static CommandException usage(String message) {
        return new CommandException(USAGE, message);
    }

    /** What the process ends with. */
    int status() {
        return status;
    }
}
