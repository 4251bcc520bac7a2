package dev.verdict.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.Console;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Sets up the log of this process. */
public final class Logs {
    /** How a line looks. */
    public enum Format {
        /** For people. */
        TEXT,
        /** For collectors. */
        JSON
    }

    private Logs() {}

    /** Text for a terminal, JSON for anything else. */
    public static Format formatOfStandardOutput() {
        return isTerminal() ? Format.TEXT : Format.JSON;
    }

    @SuppressWarnings("SystemConsoleNull") // null up to Java 21; later versions are asked below
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal too, and this method tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /**
     * Sends everything from {@code level} on to standard output, errors to standard error.
     *
     * @param level such as {@link org.slf4j.event.Level#INFO}
     */
    public static void configure(org.slf4j.event.Level level, Format format) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            // Another implementation of the log was put on the class path on purpose.
            return;
        }
        context.reset();
        Level threshold = Level.convertAnSLF4JLevel(level);
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        context.getLogger("verdict").setLevel(threshold);
        context.getLogger("dev.verdict").setLevel(threshold);
        root.addAppender(appender(context, format, "System.out", false));
        root.addAppender(appender(context, format, "System.err", true));
    }

    private static ConsoleAppender<ILoggingEvent> appender(
            LoggerContext context, Format format, String target, boolean errors) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case TEXT -> new TextLines();
            case JSON -> new JsonLines();
        };
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget(target);
        appender.setEncoder(encoder);
        Filter<ILoggingEvent> filter = new OnlyErrors(errors);
        filter.start();
        appender.addFilter(filter);
        appender.start();
        return appender;
    }

    private static final class OnlyErrors extends Filter<ILoggingEvent> {
        private final boolean errors;

        OnlyErrors(boolean errors) {
            this.errors = errors;
        }

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getLevel().isGreaterOrEqual(Level.ERROR) == errors ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }
}
