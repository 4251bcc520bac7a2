package dev.verdict.engine.table;

import dev.verdict.expr.Program;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a rule.
 *
 * @param source what the API shows as {@code src}
 */
public record CompiledOutput(
        String source,
        @Nullable Program ruleActivated,
        @Nullable Program conditionNotMet) {}
