package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Output;
import org.jspecify.annotations.Nullable;

/** Reads {@code output} objects. */
final class OutputReader {
    private static final FieldNames OUTPUT = FieldNames.of("when", "expr");
    private static final FieldNames WHEN = FieldNames.of("ruleActivated", "conditionNotMet");

    private OutputReader() {}

    /** The output of a rule; null when the rule has none, and after a complaint. */
    static @Nullable Output read(Fields rule) {
        Fields output = rule.object("output", OUTPUT);
        if (output == null) {
            return null;
        }
        Fields when = output.object("when", WHEN);
        Located<String> activated = when == null ? null : expression(when, "ruleActivated");
        Located<String> notMet = when == null ? null : expression(when, "conditionNotMet");
        Located<String> older = expression(output, "expr");
        if (older != null) {
            output.problems()
                    .warning(
                            Code.DEPRECATED,
                            output.place("expr"),
                            "`output.expr` is deprecated",
                            "use `output.when.ruleActivated`");
        }
        if (activated == null) {
            activated = older;
        }
        if (activated != null || notMet != null) {
            return new Output(activated, notMet);
        }
        if (!output.reading().disabled()) {
            output.problems()
                    .error(
                            Code.EMPTY_OUTPUT,
                            rule.place("output"),
                            "`output` has no expression",
                            "give `when.ruleActivated` or `when.conditionNotMet`, or remove it");
        }
        return null;
    }

    private static @Nullable Located<String> expression(Fields fields, String name) {
        Located<String> text = fields.text(name, TextRule.ANY);
        return text.value().isEmpty() ? null : text;
    }
}
