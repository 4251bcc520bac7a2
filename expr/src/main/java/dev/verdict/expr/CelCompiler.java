package dev.verdict.expr;

import dev.verdict.expr.check.Finding;
import dev.verdict.expr.check.FrontEnd;
import dev.verdict.expr.library.Overload;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parses and checks expressions. Remembers what it has checked by its text, so that the text of an unchanged policy costs
 * nothing. Safe for use by several threads.
 */
public final class CelCompiler {
    /** Expressions remembered; beyond, all are forgotten, which only costs time. */
    private static final int MOST_REMEMBERED = 100_000;

    private static final Set<String> CALLABLE = callable();

    private final FrontEnd frontEnd = new FrontEnd(Functions.all());
    private final Map<String, Checked> known = new ConcurrentHashMap<>();

    /** The functions and macros that expressions may call, sorted; some with a prefix such as {@code math.abs}. */
    public Set<String> callableNames() {
        return CALLABLE;
    }

    private static Set<String> callable() {
        Set<String> names = new TreeSet<>(FrontEnd.macroNames());
        for (Overload overload : Functions.all()) {
            // Others are operators, whose names begin with a sign, or what macros are made of.
            if (Character.isLetter(overload.function().charAt(0))
                    && overload.function().indexOf('@') < 0) {
                names.add(overload.function());
            }
        }
        return Collections.unmodifiableSet(names);
    }

    /** The expression, or why it is not valid. Takes at least tens of microseconds for a text not seen before. */
    public Checked check(String source) {
        Checked seen = known.get(source);
        if (seen != null) {
            return seen;
        }
        Checked checked = switch (frontEnd.check(source)) {
            case FrontEnd.Outcome.Typed typed -> new Checked.Valid(new CheckedExpression(source, typed.tree()));
            case FrontEnd.Outcome.Refused refused -> new Checked.Invalid(issues(refused.findings()));
        };
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        known.put(source, checked);
        return checked;
    }

    private static List<Issue> issues(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Issue(finding.line(), finding.column(), finding.message(), finding.undeclared()))
                .toList();
    }
}
