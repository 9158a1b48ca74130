package dev.holdpoint.app;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * A start that we refuse is told in one line: what refuses it says in its message what to do, and frames say nothing more.
 * A start that fails by a defect is told with its frames.
 */
@LoggingFilter(name = "start-failures")
final class StartFailures implements Filter {

    private static final String LOGGER = "io.quarkus.runtime.Application";

    @Override
    public boolean isLoggable(LogRecord line) {
        if (LOGGER.equals(line.getLoggerName()) && line.getThrown() != null) {
            Throwable root = root(line.getThrown());
            if (isRefusal(root)) {
                line.setThrown(null);
                line.setMessage("holdpoint cannot start: " + root.getMessage());
                line.setParameters(null);
            }
        }
        return true;
    }

    private static boolean isRefusal(Throwable root) {
        boolean isOfKind = root instanceof IllegalArgumentException || root instanceof IllegalStateException;
        StackTraceElement[] frames = root.getStackTrace();
        return isOfKind && frames.length > 0 && judgesConfiguration(frames[0].getClassName());
    }

    /** Our own classes do, and the options of Vert.x, which are given the values of {@code quarkus.http}. */
    private static boolean judgesConfiguration(String type) {
        return type.startsWith("dev.holdpoint.") || (type.startsWith("io.vertx.core.") && type.endsWith("Options"));
    }

    /** Where we wrap what a library threw, ours is the one that says what to do. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (isRefusal(cause)) {
                break;
            }
        }
        return root;
    }
}
