package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Quoted;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.model.Located;
import java.util.HashMap;
import java.util.Map;

/** Names inside one list of rules: those that authors wrote must differ, the others are made from the rule's number. */
final class RuleNames {
    private final Reading reading;
    private final String noun;
    private final Map<String, Span> written = new HashMap<>();

    /**
     * @param noun what has the names, for messages
     */
    RuleNames(Reading reading, String noun) {
        this.reading = reading;
        this.noun = noun;
    }

    /** The name of the rule that is number {@code number} in its list, counted from 1. */
    String nameOf(Fields rule, String prefix, int number) {
        Located<String> name = rule.text("name", TextRule.RULE_NAME);
        if (name.value().isEmpty()) {
            return prefix + padded(number);
        }
        add(name);
        return name.value();
    }

    /** Notes a name that must differ from those before. */
    void add(Located<String> name) {
        Span earlier = written.putIfAbsent(name.value(), name.span());
        if (earlier != null && !name.value().isEmpty() && !reading.disabled()) {
            String message =
                    noun + " " + Quoted.of(name.value()) + " is defined twice, first in line " + earlier.line();
            reading.problems().error(Code.DUPLICATE_RULE_NAME, name.span(), message);
        }
    }

    private static String padded(int number) {
        String digits = Integer.toString(number);
        return "rule-" + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    }
}
