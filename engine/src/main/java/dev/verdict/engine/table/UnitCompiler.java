package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import dev.verdict.engine.link.PolicySet;
import dev.verdict.expr.CheckedExpression;
import dev.verdict.expr.Program;
import dev.verdict.expr.Unit;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.model.Condition;
import dev.verdict.policy.model.Constants;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Output;
import dev.verdict.policy.model.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the expressions of one policy against its variables and constants. Used in two passes: first every expression is
 * {@linkplain #note noted}, then, if they are usable, the unit is {@linkplain #open opened} and programs are made.
 */
final class UnitCompiler {
    private final Expressions expressions;
    private final Names names;
    private final Map<String, @Nullable Object> globals;
    private boolean readsDerivedRoles;
    private @Nullable Unit unit;
    private int conditions;

    UnitCompiler(
            PolicySet set,
            Expressions expressions,
            Map<String, @Nullable Object> globals,
            Variables variables,
            Constants constants) {
        this.expressions = expressions;
        this.names = new Names(set, expressions, variables, constants);
        this.globals = globals;
    }

    void note(@Nullable Condition condition) {
        switch (condition) {
            case null -> {}
            case Condition.Expr leaf -> note(leaf.source());
            case Condition.All all -> all.of().forEach(this::note);
            case Condition.Any any -> any.of().forEach(this::note);
            case Condition.None none -> none.of().forEach(this::note);
        }
    }

    void note(@Nullable Output output) {
        if (output != null) {
            note(output.ruleActivated());
            note(output.conditionNotMet());
        }
    }

    private void note(@Nullable Located<String> source) {
        CheckedExpression checked = source == null ? null : expressions.check(source);
        if (checked != null) {
            names.use(checked, Objects.requireNonNull(source).span());
            readsDerivedRoles |= checked.readsDerivedRoles();
        }
    }

    /** Ends the first pass. */
    void open() {
        unit = names.unit(globals);
        readsDerivedRoles |= names.anyUsedReadsDerivedRoles();
    }

    @Nullable
    CompiledCondition condition(@Nullable Condition condition) {
        return condition == null ? null : new CompiledCondition(node(condition), conditions++);
    }

    private ConditionNode node(Condition condition) {
        return switch (condition) {
            case Condition.Expr leaf -> new ConditionNode.Expression(program(leaf.source()));
            case Condition.All all -> new ConditionNode.All(nodes(all.of()));
            case Condition.Any any -> new ConditionNode.Any(nodes(any.of()));
            case Condition.None none -> new ConditionNode.None(nodes(none.of()));
        };
    }

    private List<ConditionNode> nodes(List<Condition> of) {
        List<ConditionNode> nodes = new ArrayList<>(of.size());
        of.forEach(condition -> nodes.add(node(condition)));
        return nodes;
    }

    @Nullable
    CompiledOutput output(String policyKey, String ruleName, @Nullable Output output) {
        if (output == null) {
            return null;
        }
        Located<String> activated = output.ruleActivated();
        Located<String> notMet = output.conditionNotMet();
        return new CompiledOutput(
                policyKey + "#" + ruleName,
                activated == null ? null : program(activated),
                notMet == null ? null : program(notMet));
    }

    private Program program(Located<String> source) {
        CheckedExpression checked = Objects.requireNonNull(expressions.check(source), "an expression with errors");
        return Objects.requireNonNull(unit, "open() comes first").compile(checked);
    }

    /** The unit with all that was compiled so far. */
    CompiledUnit compiled() {
        return new CompiledUnit(Objects.requireNonNull(unit, "open() comes first"), conditions);
    }

    boolean readsDerivedRoles() {
        return readsDerivedRoles;
    }

    /** A pattern as in rules, active only if it contains {@code *}. */
    Glob rulePattern(Located<String> pattern) {
        return warnIfBroken(Glob.ofRule(pattern.value()), pattern);
    }

    List<Glob> rulePatterns(List<Located<String>> patterns) {
        List<Glob> globs = new ArrayList<>(patterns.size());
        patterns.forEach(pattern -> globs.add(rulePattern(pattern)));
        return globs;
    }

    /** Patterns that are always active. */
    List<Glob> patterns(List<Located<String>> patterns) {
        List<Glob> globs = new ArrayList<>(patterns.size());
        patterns.forEach(pattern -> globs.add(warnIfBroken(Glob.always(pattern.value()), pattern)));
        return globs;
    }

    private Glob warnIfBroken(Glob glob, Located<String> pattern) {
        if (glob.isBroken()) {
            expressions.warning(
                    Code.INVALID_GLOB,
                    pattern.span(),
                    "pattern `" + pattern.value() + "` cannot be read and never matches");
        }
        return glob;
    }
}
