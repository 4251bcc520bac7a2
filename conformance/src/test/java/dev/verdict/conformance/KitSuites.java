package dev.verdict.conformance;

import dev.verdict.conformance.suite.PolicySuite;
import dev.verdict.conformance.suite.PolicySuite.Question;
import dev.verdict.conformance.suite.SuiteReader;
import dev.verdict.engine.Verdict;
import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.kinde.kit.PolicyKit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/** The policy kit for Kinde with its test suites, for asking our engine what the suites ask. */
final class KitSuites {
    private static final String PRINCIPALS = "kinde/testdata/principals.yaml";

    private final Map<String, String> policies = new LinkedHashMap<>();
    private final List<PolicySuite> suites = new ArrayList<>();

    KitSuites(PolicyKit kit) {
        String principals = Objects.requireNonNull(kit.files().get(PRINCIPALS), PRINCIPALS);
        kit.files().forEach((name, text) -> {
            if (name.endsWith("_test.yaml")) {
                suites.add(SuiteReader.read(principals, text));
            } else if (!name.equals(PRINCIPALS)) {
                policies.put(name, text);
            }
        });
    }

    /** Texts of the policies by path, without tests and their data. */
    Map<String, String> policies() {
        return policies;
    }

    List<PolicySuite> suites() {
        return suites;
    }

    int answers() {
        return suites.stream().mapToInt(PolicySuite::answers).sum();
    }

    /** Asks all questions, one after the other, as long as {@code goesOn} says so of a question and its result. */
    void ask(Map<String, String> texts, boolean strict, BiPredicate<Question, ResourceResult> goesOn) {
        for (boolean lenient : List.of(false, true)) {
            if (suites.stream().noneMatch(suite -> suite.lenientScopeSearch() == lenient)) {
                continue;
            }
            try (Verdict verdict = Verdict.builder()
                    .policies(PolicySource.memory(texts))
                    .strictEvaluation(strict)
                    .lenientScopeSearch(lenient)
                    .build()) {
                for (PolicySuite suite : suites) {
                    if (suite.lenientScopeSearch() == lenient && !ask(verdict, suite, goesOn)) {
                        return;
                    }
                }
            }
        }
    }

    private static boolean ask(Verdict verdict, PolicySuite suite, BiPredicate<Question, ResourceResult> goesOn) {
        for (Question question : suite.questions()) {
            CheckRequest request = CheckRequest.of(question.principal())
                    .resource(
                            question.resource(), List.copyOf(question.expected().keySet()))
                    .includeMeta(true)
                    .build();
            if (!goesOn.test(question, verdict.check(request).results().get(0))) {
                return false;
            }
        }
        return true;
    }

    /** The answers that are not as the suites expect, as sentences; {@code limit} of them at most. */
    List<String> unexpected(Map<String, String> texts, boolean strict, int limit) {
        List<String> found = new ArrayList<>();
        ask(texts, strict, (question, result) -> {
            for (ActionResult action : result.actions()) {
                if (action.effect() != question.expected().get(action.action())) {
                    found.add(question + ": " + action.action() + " is " + action.effect());
                }
            }
            return found.size() < limit;
        });
        return found;
    }
}
