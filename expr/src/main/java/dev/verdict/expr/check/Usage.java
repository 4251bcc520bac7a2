package dev.verdict.expr.check;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/** Which of the environment's names an expression uses. */
public final class Usage {
    private final Set<String> variables = new TreeSet<>();
    private final Set<String> constants = new TreeSet<>();
    private boolean readsDerivedRoles;
    private boolean readsResource;

    /** Names of loop variables and bindings around the place being looked at. */
    private final Deque<String> locals = new ArrayDeque<>();

    private Usage() {}

    /** What {@code tree} uses. */
    public static Usage of(CelAbstractSyntaxTree tree) {
        Usage usage = new Usage();
        usage.visit(tree.getExpr());
        return usage;
    }

    /** The {@code x} of all {@code V.x}. */
    public Set<String> variables() {
        return Collections.unmodifiableSet(variables);
    }

    /** The {@code x} of all {@code C.x}. */
    public Set<String> constants() {
        return Collections.unmodifiableSet(constants);
    }

    public boolean readsDerivedRoles() {
        return readsDerivedRoles;
    }

    public boolean readsResource() {
        return readsResource;
    }

    private void visit(CelExpr expression) {
        switch (expression.getKind()) {
            case IDENT -> name(expression.ident().name());
            case SELECT -> select(expression.select());
            case CALL -> {
                expression.call().target().ifPresent(this::visit);
                expression.call().args().forEach(this::visit);
            }
            case LIST -> expression.list().elements().forEach(this::visit);
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    visit(entry.key());
                    visit(entry.value());
                });
            case STRUCT -> expression.struct().entries().forEach(entry -> visit(entry.value()));
            case COMPREHENSION -> comprehension(expression.comprehension());
            case CONSTANT, NOT_SET -> {}
        }
    }

    private void name(String written) {
        if (locals.contains(written)) {
            return;
        }
        switch (plain(written)) {
            case "R" -> readsResource = true;
            case "request" -> readsResource = true;
            case "runtime" -> readsDerivedRoles = true;
            default -> {}
        }
    }

    private void select(CelExpr.CelSelect select) {
        CelExpr operand = select.operand();
        if (operand.getKind() != Kind.IDENT || locals.contains(operand.ident().name())) {
            visit(operand);
            return;
        }
        switch (plain(operand.ident().name())) {
            case "V", "variables" -> variables.add(select.field());
            case "C", "constants" -> constants.add(select.field());
            case "request" -> readsResource |= select.field().equals("resource");
            default -> visit(operand);
        }
    }

    private static String plain(String name) {
        return name.startsWith(".") ? name.substring(1) : name;
    }

    private void comprehension(CelComprehension loop) {
        visit(loop.iterRange());
        visit(loop.accuInit());
        locals.push(loop.accuVar());
        locals.push(loop.iterVar());
        locals.push(loop.iterVar2());
        visit(loop.loopCondition());
        visit(loop.loopStep());
        visit(loop.result());
        locals.pop();
        locals.pop();
        locals.pop();
    }
}
