package dev.verdict.expr.check;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.verdict.expr.standard.Patterns;
import dev.verdict.expr.text.DurationText;
import dev.verdict.expr.text.TimestampText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for literal arguments that can never be right: timestamps, durations, patterns. */
final class LiteralChecks {
    private final CelAbstractSyntaxTree tree;
    private final List<Finding> findings = new ArrayList<>();

    private LiteralChecks(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    static List<Finding> findings(CelAbstractSyntaxTree tree) {
        LiteralChecks checks = new LiteralChecks(tree);
        checks.visit(tree.getExpr());
        return checks.findings;
    }

    private void visit(CelExpr expression) {
        switch (expression.getKind()) {
            case SELECT -> visit(expression.select().operand());
            case CALL -> call(expression.call());
            case LIST -> expression.list().elements().forEach(this::visit);
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    visit(entry.key());
                    visit(entry.value());
                });
            case STRUCT -> expression.struct().entries().forEach(entry -> visit(entry.value()));
            case COMPREHENSION -> comprehension(expression.comprehension());
            case CONSTANT, IDENT, NOT_SET -> {}
        }
    }

    private void comprehension(CelComprehension loop) {
        visit(loop.iterRange());
        visit(loop.accuInit());
        visit(loop.loopStep());
        visit(loop.result());
    }

    private void call(CelExpr.CelCall call) {
        call.target().ifPresent(this::visit);
        call.args().forEach(this::visit);
        if (call.args().isEmpty()) {
            return;
        }
        CelExpr argument = call.args().get(call.args().size() - 1);
        if (argument.getKind() != Kind.CONSTANT || isGood(call.function(), argument.constant())) {
            return;
        }
        CelSourceLocation place =
                tree.getSource().getPositionsMap().containsKey(argument.id()) ? location(argument.id()) : null;
        findings.add(new Finding(
                place == null ? 1 : place.getLine(),
                place == null ? 1 : place.getColumn() + 1,
                "invalid " + call.function() + " argument"));
    }

    private @Nullable CelSourceLocation location(long id) {
        Integer offset = tree.getSource().getPositionsMap().get(id);
        return offset == null
                ? null
                : tree.getSource().getOffsetLocation(offset).orElse(null);
    }

    private static boolean isGood(String function, CelConstant constant) {
        String text = constant.getKind() == CelConstant.Kind.STRING_VALUE ? constant.stringValue() : null;
        return switch (function) {
            case "timestamp" ->
                text != null
                        ? TimestampText.parse(text) != null
                        : constant.getKind() != CelConstant.Kind.INT64_VALUE
                                || TimestampText.isInRange(constant.int64Value());
            case "duration" -> text == null || DurationText.parse(text) != null;
            case "matches" -> text == null || isPattern(text);
            default -> true;
        };
    }

    private static boolean isPattern(String text) {
        try {
            Patterns.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
