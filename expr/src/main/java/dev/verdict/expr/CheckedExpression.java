package dev.verdict.expr;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.verdict.expr.check.Usage;
import java.util.Set;

/** An expression whose types fit, independent of the policy it stands in. Immutable. */
public final class CheckedExpression {
    private final String source;
    private final CelAbstractSyntaxTree tree;
    private final Usage usage;

    CheckedExpression(String source, CelAbstractSyntaxTree tree) {
        this.source = source;
        this.tree = tree;
        this.usage = Usage.of(tree);
    }

    /** The text as written. */
    public String source() {
        return source;
    }

    /** The names {@code x} of all {@code V.x}, sorted; not those that the variables use in turn. */
    public Set<String> variables() {
        return usage.variables();
    }

    /** The names {@code x} of all {@code C.x}, sorted. */
    public Set<String> constants() {
        return usage.constants();
    }

    /** Whether the expression itself reads {@code runtime.effectiveDerivedRoles}. */
    public boolean readsDerivedRoles() {
        return usage.readsDerivedRoles();
    }

    /** Whether the expression itself reads the resource. */
    public boolean readsResource() {
        return usage.readsResource();
    }

    CelAbstractSyntaxTree tree() {
        return tree;
    }

    @Override
    public String toString() {
        return source;
    }
}
