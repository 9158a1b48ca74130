package dev.holdpoint.broker;

import java.lang.Thread.UncaughtExceptionHandler;

/**
 * What nothing survives: a machine that has no memory left, or is broken. Whoever catches all that a task throws asks here
 * first, and what is fatal goes to the handler of whatever nobody catches, which ends the process: the store is made to be
 * killed, a service that lives on in parts is not. A stack that overflows is no such thing: its task fails its caller.
 */
public final class Fatal {

    private Fatal() {}

    /** Hands the failure on where it is fatal. */
    public static void check(Throwable failure) {
        UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler != null && is(failure)) {
            handler.uncaughtException(Thread.currentThread(), failure);
        }
    }

    /** Whether it is fatal, or was caused by what is. */
    public static boolean is(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
