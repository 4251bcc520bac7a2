package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Problems;
import dev.verdict.policy.model.Condition;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code condition} objects. */
final class ConditionReader {
    private static final FieldNames CONDITION = FieldNames.of("match", "script");
    private static final FieldNames MATCH = FieldNames.of("all", "any", "none", "expr");
    private static final FieldNames LIST = FieldNames.of("of");

    private ConditionReader() {}

    /** The condition of a rule; null when the rule has none, and after a complaint. */
    static @Nullable Condition read(Fields rule) {
        Fields condition = rule.object("condition", CONDITION);
        if (condition == null) {
            return null;
        }
        Problems problems = condition.problems();
        YamlNode match = condition.get("match");
        if (condition.has("script")) {
            if (match != null) {
                problems.error(
                        Code.INVALID_VALUE, condition.place("script"), "`condition` has both `match` and `script`");
            } else if (!condition.reading().disabled()) {
                problems.error(
                        Code.SCRIPT_CONDITION,
                        condition.place("script"),
                        "conditions written as scripts are not supported",
                        "use `match` with CEL expressions");
            }
            return null;
        }
        if (match == null) {
            condition.missing("match");
            return null;
        }
        return match(match, condition.reading());
    }

    private static @Nullable Condition match(YamlNode node, Reading reading) {
        Fields match = Fields.of(node, "a match", MATCH, reading);
        List<String> given = MATCH.names().stream().filter(match::has).toList();
        if (given.isEmpty()) {
            match.missing("expr`, `all`, `any` or `none");
            return null;
        }
        if (given.size() > 1) {
            String names = "`" + String.join("` and `", given) + "`";
            reading.problems()
                    .error(
                            Code.INVALID_VALUE,
                            match.place(given.get(1)),
                            "a match has only one of `expr`, `all`, `any` and `none`, here are " + names,
                            "join them with `all: {of: [...]}`");
        }
        Condition condition = null;
        for (String name : given) {
            condition = operator(match, name);
        }
        return condition;
    }

    private static @Nullable Condition operator(Fields match, String name) {
        return switch (name) {
            case "all" -> list(match, name, Condition.All::new);
            case "any" -> list(match, name, Condition.Any::new);
            case "none" -> list(match, name, Condition.None::new);
            default -> {
                Located<String> expression = match.text(name, TextRule.ANY);
                yield new Condition.Expr(expression);
            }
        };
    }

    private static @Nullable Condition list(Fields match, String name, Function<List<Condition>, Condition> operator) {
        Fields list = match.object(name, LIST);
        if (list == null) {
            return null;
        }
        List<Condition> conditions = new ArrayList<>();
        for (YamlNode item : list.requiredItems("of")) {
            Condition condition = match(item, match.reading());
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return operator.apply(conditions);
    }
}
