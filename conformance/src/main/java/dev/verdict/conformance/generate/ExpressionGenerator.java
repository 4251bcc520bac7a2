package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes random expressions that pass the type check. Not for use by several threads. */
final class ExpressionGenerator {
    private static final int DEPTH = 3;
    private static final List<String> PRINTABLE =
            List.of("bool", "int", "double", "string", "uint", "bytes", "ts", "dur", "list(string)", "map(double)");

    private final Grammar grammar;
    private final Dice dice;
    private final List<String> functions;
    private final List<String> conditions;
    private int nextFunction;
    private int nextCondition;

    private static final Set<String> CONVERSIONS =
            Set.of("bool", "bytes", "double", "duration", "int", "string", "timestamp", "uint");
    private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]+)?u?|\"[0-9]{1,9}\"");

    /** {@code start} is where the round through all functions begins. */
    ExpressionGenerator(Grammar grammar, Dice dice, int start) {
        this.grammar = grammar;
        this.dice = dice;
        this.functions = grammar.functions();
        this.conditions = functions.stream()
                .filter(name -> grammar.producers("bool").containsKey(name))
                .toList();
        this.nextFunction = start;
        this.nextCondition = start;
    }

    /** An expression with the next function in the round at its root, of any type that an output can have. */
    Expression output(Names names) {
        String function = functions.get(nextFunction++ % functions.size());
        Expression root = fill(dice.one(grammar.variants(function)), names, DEPTH);
        return printable(root, names);
    }

    /** A boolean expression with the next boolean function in the round at its root. */
    Expression condition(Names names) {
        if (dice.chance(25)) {
            return leaf("bool", names);
        }
        String function = conditions.get(nextCondition++ % conditions.size());
        return fill(dice.one(variants("bool", function)), names, DEPTH);
    }

    Expression ofType(String type, Names names) {
        return generate(type, names, 2);
    }

    /** An expression that cannot fail, whatever the request. */
    Expression total() {
        return leaf("'total", new Names());
    }

    private Expression printable(Expression root, Names names) {
        return switch (root.type()) {
            case "hier" -> join(root, "hierarchy.size", "int", ".size()");
            case "ip" -> join(root, "string", "string", "string(", ")");
            case "cidr" -> join(root, "prefixLength", "int", ".prefixLength()");
            case "spiffe" -> join(root, "spiffe.path", "string", ".path()");
            case "domain" -> join(root, "domain.name", "string", ".name()");
            case "matcher" -> join(root, "matchesID", "bool", ".matchesID(\"spiffe://ex.dev/a/b\")");
            default -> root.type().startsWith("opt(") && dice.chance(50) ? unwrapped(root, names) : root;
        };
    }

    private Expression unwrapped(Expression root, Names names) {
        String inner = root.type().substring(4, root.type().length() - 1);
        return new Expression(inner, "orValue", List.of("", ".orValue(", ")"), List.of(root, leaf(inner, names)));
    }

    private static Expression join(Expression root, String function, String type, String after) {
        return join(root, function, type, "", after);
    }

    private static Expression join(Expression root, String function, String type, String before, String after) {
        return new Expression(type, function, List.of(before, after), List.of(root));
    }

    private Expression generate(String type, Names names, int depth) {
        Map<String, List<Template>> producers = grammar.producers(type);
        if (depth <= 0 || producers.isEmpty() || dice.chance(40)) {
            return leaf(type, names);
        }
        String function = dice.one(List.copyOf(producers.keySet()));
        return fill(dice.one(variants(type, function)), names, depth);
    }

    private Expression fill(Template template, Names names, int depth) {
        var parts = new ArrayList<Expression>();
        for (Template.Hole hole : template.holes()) {
            parts.add(generate(hole.type(), names.with(hole.variables()), depth - 1));
        }
        if (parts.size() == 1 && isUntypedElement(template.function(), parts.get(0))) {
            parts.set(0, join(parts.get(0), "dyn", parts.get(0).type(), "dyn(", ")"));
        }
        Expression filled = new Expression(template.type(), template.function(), template.pieces(), parts);
        return parts.size() == 1 && mayFailAsConstant(filled) ? bound(filled) : filled;
    }

    /** The reference converts what {@code first()} and {@code last()} give only as {@code dyn}, see docs/differences.md. */
    private static boolean isUntypedElement(String function, Expression argument) {
        String text = argument.text();
        return CONVERSIONS.contains(function)
                && text.endsWith(".value()")
                && (text.contains(".first()") || text.contains(".last()"));
    }

    /** A conversion of a constant that fails takes the whole rule away in the reference, see docs/differences.md. */
    private static boolean mayFailAsConstant(Expression call) {
        String argument = call.parts().get(0).text();
        boolean isConstant = !argument.contains("R.") && !argument.contains("P.");
        return isConstant
                && switch (call.function()) {
                    case "int", "uint", "double", "bool" ->
                        !SMALL_NUMBER.matcher(argument).matches();
                    case "string" -> call.parts().get(0).type().equals("bytes");
                    // The compiler refuses those literals that are none.
                    case "duration", "timestamp" -> !argument.startsWith("\"");
                    default -> false;
                };
    }

    /** The same call, but of a variable, which nothing converts ahead of time. */
    private static Expression bound(Expression call) {
        String before = call.pieces().get(0);
        String after = call.pieces().get(1);
        return new Expression(
                call.type(),
                call.function(),
                List.of("cel.bind(held, ", ", " + before + "held" + after + ")"),
                call.parts());
    }

    private Expression leaf(String type, Names names) {
        List<String> known = names.of(type);
        if (!known.isEmpty() && dice.chance(60)) {
            return Expression.leaf(type, dice.one(known));
        }
        List<String> leaves = grammar.leaves(type);
        if (leaves.isEmpty()) {
            throw new IllegalStateException("no leaf of type " + type);
        }
        return Expression.leaf(type, dice.one(leaves));
    }

    private List<Template> variants(String type, String function) {
        List<Template> variants = grammar.producers(type).get(function);
        if (variants == null) {
            throw new IllegalStateException(function + " gives no " + type);
        }
        return variants;
    }

    /** Types of variables. */
    String variableType() {
        return dice.one(PRINTABLE);
    }
}
