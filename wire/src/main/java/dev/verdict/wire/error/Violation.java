package dev.verdict.wire.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a request breaks and where.
 *
 * @param field from the request to the place; empty for the request as a whole
 * @param forKey null outside of maps; otherwise whether the key is what breaks the rule
 */
public record Violation(
        List<PathStep> field, Rule rule, @Nullable Boolean forKey) {
    public Violation {
        field = List.copyOf(field);
    }

    /** Appends {@code path: message}. */
    void describe(StringBuilder out) {
        boolean first = true;
        for (PathStep step : field) {
            if (!first) {
                out.append('.');
            }
            first = false;
            out.append(step.name());
            switch (step.subscript()) {
                case null -> {}
                case PathStep.Subscript.Index index ->
                    out.append('[').append(index.at()).append(']');
                case PathStep.Subscript.Key key -> {
                    out.append('[');
                    Quoted.append(out, key.name());
                    out.append(']');
                }
            }
        }
        if (!field.isEmpty()) {
            out.append(": ");
        }
        out.append(rule.message());
    }
}
