package dev.verdict.engine.table;

import dev.verdict.expr.CelCompiler;
import dev.verdict.expr.Checked;
import dev.verdict.expr.CheckedExpression;
import dev.verdict.expr.Issue;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.diagnostic.Suggestion;
import dev.verdict.policy.model.Located;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the expressions of one policy and collects what is wrong with the policy. */
final class Expressions {
    private final CelCompiler cel;
    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    private boolean lacking;

    Expressions(CelCompiler cel) {
        this.cel = cel;
    }

    /** The checked expression, or null after reporting why there is none. */
    @Nullable
    CheckedExpression check(Located<String> source) {
        return switch (cel.check(source.value())) {
            case Checked.Valid valid -> valid.expression();
            case Checked.Invalid invalid -> {
                List<String> messages = new ArrayList<>();
                String help = null;
                for (Issue issue : invalid.issues()) {
                    messages.add(issue.message());
                    if (help == null && issue.undeclared() != null) {
                        help = Suggestion.didYouMean(issue.undeclared(), cel.callableNames());
                    }
                }
                error(
                        Code.INVALID_EXPRESSION,
                        source.span(),
                        "invalid expression `" + shortened(source.value()) + "`: " + String.join("; ", messages),
                        help);
                yield null;
            }
        };
    }

    private static String shortened(String source) {
        String line = source.strip().replace('\n', ' ');
        return line.length() <= 120 ? line : line.substring(0, 119) + "…";
    }

    void add(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    void error(Code code, Span span, String message) {
        error(code, span, message, null);
    }

    void error(Code code, Span span, String message, @Nullable String help) {
        diagnostics.add(Diagnostic.error(code, span, message).withHelp(help));
    }

    void warning(Code code, Span span, String message) {
        diagnostics.add(Diagnostic.warning(code, span, message));
    }

    /** Takes note that something which the policy imports is not there, which is reported elsewhere. */
    void lack() {
        lacking = true;
    }

    /** Whether programs can be made: there are no errors, and all imports are there. */
    boolean areUsable() {
        return !lacking && diagnostics.stream().noneMatch(Diagnostic::isError);
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }
}
