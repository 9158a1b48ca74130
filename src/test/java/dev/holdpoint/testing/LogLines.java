package dev.holdpoint.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What is written to the log below a name, as long as it is open. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> fields = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord line) {
            var told = (ExtLogRecord) line;
            seen.add(told.getLoggerName() + " " + told.getFormattedMessage());
            fields.add(told.getMdcCopy());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LogLines(String name) {
        logger = Logger.getLogger(name);
        logger.addHandler(handler);
    }

    /** Each with the name of its logger before it. */
    public List<String> seen() {
        return seen;
    }

    /** The fields of each. */
    public List<Map<String, String>> fields() {
        return fields;
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
