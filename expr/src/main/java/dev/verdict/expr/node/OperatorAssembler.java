package dev.verdict.expr.node;

import com.google.re2j.Pattern;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.verdict.expr.library.HierarchyFunctions;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.library.Regexes;
import dev.verdict.expr.library.SetFunctions;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns operators and calls of functions into nodes. */
final class OperatorAssembler {
    private static final int OPERATOR_COST = 1;
    private static final int SEARCH_COST = 4;
    private static final int CALL_COST = 5;

    private final Assembler assembler;

    OperatorAssembler(Assembler assembler) {
        this.assembler = assembler;
    }

    Part call(CelExpr expression) {
        CelCall call = expression.call();
        List<CelExpr> arguments = new ArrayList<>();
        call.target().ifPresent(arguments::add);
        arguments.addAll(call.args());
        String function = call.function();
        return switch (function) {
            case "_&&_" -> logic(function, expression, Logic.And::new);
            case "_||_" -> logic(function, expression, Logic.Or::new);
            case "dyn" -> assembler.part(arguments.get(0));
            case "_?._", "_[?_]", "_[_]", "_?_:_", "!_", "-_" ->
                combine(parts(arguments), OPERATOR_COST, nodes -> operator(expression, arguments, nodes));
            case "_==_" -> equal(parts(arguments), false);
            case "_!=_" -> equal(parts(arguments), true);
            case "@in" -> in(parts(arguments));
            default -> binaryOrCall(expression, arguments);
        };
    }

    private List<Part> parts(List<CelExpr> expressions) {
        return expressions.stream().map(assembler::part).toList();
    }

    private Part combine(List<Part> operands, int cost, Function<Node[], Node> operation) {
        return assembler.combiner.of(operands, cost, operation);
    }

    /** The terms of a chain of the same operator, in order. */
    private Part logic(String function, CelExpr expression, Function<Node[], Node> operation) {
        List<CelExpr> terms = new ArrayList<>();
        collect(function, expression, terms);
        return combine(parts(terms), 0, operation);
    }

    private static void collect(String function, CelExpr expression, List<CelExpr> terms) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(function)) {
            expression.call().args().forEach(argument -> collect(function, argument, terms));
        } else {
            terms.add(expression);
        }
    }

    private Node operator(CelExpr expression, List<CelExpr> arguments, Node[] nodes) {
        return switch (expression.call().function()) {
            case "_?_:_" -> new Logic.Conditional(nodes[0], nodes[1], nodes[2]);
            case "!_" -> new Logic.Not(nodes[0]);
            case "-_" -> new Arithmetic.Negate(nodes[0]);
            case "_[?_]" -> new Members.OptionalIndex(nodes[0], nodes[1]);
            case "_?._" ->
                new Members.OptionalSelect(nodes[0], arguments.get(1).constant().stringValue());
            default -> new Members.Index(nodes[0], nodes[1], new Dispatch("_[_]", candidates(expression)));
        };
    }

    private Part equal(List<Part> operands, boolean negated) {
        return combine(operands, OPERATOR_COST, nodes -> {
            Node left = nodes[0];
            Node right = nodes[1];
            Node special = right instanceof Names.Constant constant
                    ? equalConstant(left, constant.value, new Equalities.Form(false, negated))
                    : null;
            if (special == null && left instanceof Names.Constant constant) {
                special = equalConstant(right, constant.value, new Equalities.Form(true, negated));
            }
            return special == null ? new Equalities.Equal(left, right, negated) : special;
        });
    }

    private static @Nullable Node equalConstant(Node operand, @Nullable Object constant, Equalities.Form form) {
        return switch (constant) {
            case null -> new Equalities.EqualSingleton(operand, null, form);
            case Boolean flag -> new Equalities.EqualSingleton(operand, flag, form);
            case String text -> new Equalities.EqualText(operand, text, form);
            case Double number -> new Equalities.EqualNumber(operand, number, number.doubleValue(), form);
            case Long number -> new Equalities.EqualNumber(operand, number, number.doubleValue(), form);
            default -> null;
        };
    }

    private Part in(List<Part> operands) {
        boolean searches = !(operands.get(1).node() instanceof Names.Constant);
        return combine(operands, searches ? SEARCH_COST : OPERATOR_COST, nodes -> {
            if (nodes[1] instanceof Names.Constant constant
                    && constant.value instanceof List<?> list
                    && list.isEmpty()) {
                // matches reference: nothing is in an empty list, not even what fails
                return new Names.Constant(false);
            }
            List<String> texts = nodes[1] instanceof Names.Constant constant ? texts(constant.value) : null;
            // matches reference: only what is computed from constants alone finds a text that its value is equal to
            if (texts == null || nodes[0] instanceof Names.Constant) {
                return new Comparisons.In(nodes[0], nodes[1]);
            }
            return texts.size() <= Comparisons.InFewTexts.MOST
                    ? new Comparisons.InFewTexts(nodes[0], texts)
                    : new Comparisons.InTexts(nodes[0], texts);
        });
    }

    private static @Nullable List<String> texts(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                return null;
            }
            texts.add(text);
        }
        return texts.stream().distinct().toList();
    }

    private Part binaryOrCall(CelExpr expression, List<CelExpr> arguments) {
        String function = expression.call().function();
        Arithmetic.Operator arithmetic = Arithmetic.Operator.of(function);
        if (arithmetic != null) {
            return combine(parts(arguments), OPERATOR_COST, nodes -> new Arithmetic(arithmetic, nodes[0], nodes[1]));
        }
        Comparisons.Operator comparison = Comparisons.Operator.of(function);
        if (comparison != null) {
            return combine(parts(arguments), OPERATOR_COST, nodes -> ordered(comparison, nodes[0], nodes[1]));
        }
        return functionCall(expression, arguments);
    }

    private static Node ordered(Comparisons.Operator operator, Node left, Node right) {
        Object constant = right instanceof Names.Constant known ? known.value : null;
        return switch (constant) {
            case Long number -> new Comparisons.OrderedNumber(operator, left, number, number.doubleValue());
            case Double number ->
                number.isNaN()
                        ? new Comparisons.Ordered(operator, left, right)
                        : new Comparisons.OrderedNumber(operator, left, number, number.doubleValue());
            case null -> new Comparisons.Ordered(operator, left, right);
            default -> new Comparisons.Ordered(operator, left, right);
        };
    }

    private Part functionCall(CelExpr expression, List<CelExpr> arguments) {
        String function = expression.call().function();
        List<Overload> candidates = candidates(expression);
        long reads = readsTime(function) ? Reads.CALL : 0;
        boolean isNonStrict =
                expression.call().target().isEmpty() && arguments.size() == 2 && SetFunctions.isNonStrict(function);
        return assembler.combiner.of(
                parts(arguments),
                CALL_COST,
                reads,
                nodes -> isNonStrict
                        ? new Calls.NonStrict(new Dispatch(function, candidates), nodes[0], nodes[1])
                        : call(function, candidates, arguments, nodes));
    }

    private static boolean readsTime(String function) {
        return function.equals("now") || function.equals("timeSince");
    }

    private Node call(String function, List<Overload> candidates, List<CelExpr> arguments, Node[] nodes) {
        Dispatch dispatch = new Dispatch(function, candidates);
        if (nodes.length == 2 && (function.equals("or") || function.equals("orValue"))) {
            return new Calls.OptionalOr(nodes[0], nodes[1], function.equals("orValue"), dispatch);
        }
        if (function.equals("matches")
                && text(nodes[1]) instanceof String source
                && Regexes.compile(source) instanceof Pattern pattern) {
            return new Matching(nodes[0], pattern);
        }
        Overload.Body body = candidates.size() == 1 && alwaysFits(candidates.get(0), arguments)
                ? candidates.get(0).body()
                : null;
        if (nodes.length == 1) {
            return body instanceof Overload.Body.Unary unary
                    ? new Calls.Unary(unary, nodes[0])
                    : new Calls.DynamicUnary(dispatch, nodes[0]);
        }
        if (nodes.length == 2) {
            return body instanceof Overload.Body.Binary binary
                    ? new Calls.Binary(binary, nodes[0], nodes[1])
                    : new Calls.DynamicBinary(dispatch, nodes[0], nodes[1]);
        }
        return candidates.isEmpty()
                ? new Names.Constant(new CelError("no such overload: " + function))
                : new Calls.General(dispatch, nodes);
    }

    private static @Nullable Object text(Node node) {
        return node instanceof Names.Constant constant ? constant.value : null;
    }

    private boolean alwaysFits(Overload overload, List<CelExpr> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (!ParameterTypes.alwaysFits(overload.parameters().get(i), assembler.type(arguments.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** The shapes that the checker found possible; operators' own shapes are not among them. */
    private List<Overload> candidates(CelExpr expression) {
        List<Overload> candidates = new ArrayList<>();
        assembler.tree.getReference(expression.id()).ifPresent(reference -> {
            for (String id : reference.overloadIds()) {
                Overload overload = assembler.scope.overload(id);
                if (overload != null) {
                    candidates.add(overload);
                }
            }
        });
        Overload sizeOfHierarchy =
                expression.call().function().equals("size") ? assembler.scope.overload(HierarchyFunctions.SIZE) : null;
        if (candidates.size() > 1 && sizeOfHierarchy != null && !candidates.contains(sizeOfHierarchy)) {
            candidates.add(sizeOfHierarchy);
        }
        return candidates;
    }
}
