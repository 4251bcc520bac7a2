package dev.verdict.cli;

import dev.verdict.server.logging.Logs;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** The flag of the log's level and the variables that win over it. */
final class LogOption {
    /** Levels that a user may ask for. */
    enum LogLevel {
        DEBUG(Level.DEBUG),
        INFO(Level.INFO),
        WARN(Level.WARN),
        ERROR(Level.ERROR);

        private final Level level;

        LogLevel(Level level) {
            this.level = level;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "debug, info, warn or error; info if not given. VERDICT_LOG_LEVEL wins over it.")
    private LogLevel level = LogLevel.INFO;

    void start(Surroundings surroundings) {
        Logs.configure(effective(surroundings).level, Logs.formatOfStandardOutput());
    }

    private LogLevel effective(Surroundings surroundings) {
        @Nullable String variable = surroundings.variable(Variable.LOG_LEVEL);
        if (variable == null) {
            return level;
        }
        try {
            return LogLevel.valueOf(variable.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "log level `" + variable + "` of the environment is not debug, info, warn or error");
        }
    }
}
