package dev.verdict.conformance.suite;

import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import java.util.List;
import java.util.Map;

/** A {@code *_test.yaml} file of the reference's format: which actions are expected to be allowed, and to be denied. */
public record PolicySuite(String name, boolean lenientScopeSearch, List<Question> questions) {
    /**
     * One principal and one resource of one test.
     *
     * @param expected for each action of the test
     */
    public record Question(
            String test,
            String principalName,
            Principal principal,
            String resourceName,
            Resource resource,
            Map<String, Effect> expected) {
        @Override
        public String toString() {
            return test + ", " + principalName + " on " + resourceName;
        }
    }

    /** How many answers it expects. */
    public int answers() {
        return questions.stream()
                .mapToInt(question -> question.expected().size())
                .sum();
    }
}
