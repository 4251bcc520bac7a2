package dev.verdict.server.config;

import dev.verdict.expr.run.Budget;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code engine}: how decisions are made.
 *
 * @param defaultPolicyVersion used when a request gives no version
 * @param defaultScope used when a request gives no scope
 * @param globals values of {@code globals} in expressions: strings, booleans, doubles, nulls, lists and maps
 * @param lenientScopeSearch missing leaf scopes fall back to their parents
 * @param strictEvaluation a failed expression denies the action
 * @param celErrorLogLevel where failures of expressions are logged
 * @param budget what one decision may cost
 */
public record EngineSettings(
        String defaultPolicyVersion,
        String defaultScope,
        Map<String, @Nullable Object> globals,
        boolean lenientScopeSearch,
        boolean strictEvaluation,
        LogLevel celErrorLogLevel,
        Budget budget) {
    public static final EngineSettings DEFAULT =
            new EngineSettings("default", "", Map.of(), false, false, LogLevel.WARN, Budget.DEFAULT);

    public EngineSettings {
        Objects.requireNonNull(defaultPolicyVersion, "defaultPolicyVersion");
        Objects.requireNonNull(defaultScope, "defaultScope");
        globals = Collections.unmodifiableMap(new LinkedHashMap<>(globals));
        Objects.requireNonNull(celErrorLogLevel, "celErrorLogLevel");
        Objects.requireNonNull(budget, "budget");
    }

    /** A level of the log, or none. */
    public enum LogLevel {
        NONE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
