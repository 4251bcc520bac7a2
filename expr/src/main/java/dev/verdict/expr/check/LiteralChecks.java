package dev.verdict.expr.check;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.library.Format;
import dev.verdict.expr.library.Network;
import dev.verdict.expr.library.Regexes;
import dev.verdict.expr.text.DurationText;
import dev.verdict.expr.text.TimestampText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for literal arguments that can never be right: timestamps, durations, patterns, addresses, formats. */
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
        String problem = argument.getKind() == Kind.CONSTANT ? problem(call.function(), argument.constant()) : null;
        if (call.function().equals("format") && argument.getKind() == Kind.LIST) {
            problem = call.target()
                    .map(format -> problemOfFormat(format, argument))
                    .orElse(null);
        }
        if (problem != null) {
            report(argument, problem);
        }
    }

    private @Nullable String problemOfFormat(CelExpr format, CelExpr arguments) {
        if (format.getKind() != Kind.CONSTANT || format.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return null;
        }
        List<CelType> types = new ArrayList<>();
        for (CelExpr argument : arguments.list().elements()) {
            types.add(tree.getType(argument.id()).orElse(SimpleType.DYN));
        }
        return Format.problem(format.constant().stringValue(), types);
    }

    private void report(CelExpr place, String message) {
        CelSourceLocation location = location(place.id());
        findings.add(new Finding(
                location == null ? 1 : location.getLine(), location == null ? 1 : location.getColumn() + 1, message));
    }

    private @Nullable CelSourceLocation location(long id) {
        Integer offset = tree.getSource().getPositionsMap().get(id);
        return offset == null
                ? null
                : tree.getSource().getOffsetLocation(offset).orElse(null);
    }

    private static @Nullable String problem(String function, CelConstant constant) {
        String text = constant.getKind() == CelConstant.Kind.STRING_VALUE ? constant.stringValue() : null;
        boolean good = text == null
                ? !function.equals("timestamp")
                        || constant.getKind() != CelConstant.Kind.INT64_VALUE
                        || TimestampText.isInRange(constant.int64Value())
                : switch (function) {
                    case "timestamp" -> TimestampText.parse(text) != null;
                    case "duration" -> DurationText.parse(text) != null;
                    case "matches" -> Regexes.compile(text) instanceof Pattern;
                    default -> true;
                };
        if (!good) {
            return "invalid " + function + " argument";
        }
        return text == null
                ? null
                : switch (function) {
                    case "ip" -> Network.problemOfIp(text);
                    case "cidr" -> Network.problemOfCidr(text);
                    default -> null;
                };
    }
}
