package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What order may change, and what not: that of files and actions nothing; that of rules only the outputs and errors, because
 * a satisfied DENY ends the search; that of roles also which of several reasons is reported.
 */
class PermutationTest {
    @Property(tries = 60)
    void orderOfFilesAndActionsChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        RandomPolicies policies = new RandomPolicies(random, true);
        boolean strict = random.nextBoolean();
        CheckRequest request = request(random);
        try (Verdict first = RandomPolicies.engine(policies.written(false), strict);
                Verdict second = RandomPolicies.engine(policies.written(false), strict)) {
            ResourceResult expected = only(first, request);
            for (int i = 0; i < 4; i++) {
                ResourceResult result = only(second, permuted(request, random, false));

                assertThat(answers(result)).as("seed %d", seed).isEqualTo(answers(expected));
                assertThat(outputs(result)).as("seed %d", seed).isEqualTo(outputs(expected));
                assertThat(result.evaluationErrors()).as("seed %d", seed).isEqualTo(expected.evaluationErrors());
                assertThat(result.effectiveDerivedRoles())
                        .as("seed %d", seed)
                        .isEqualTo(expected.effectiveDerivedRoles());
                assertThat(result.validationErrors()).as("seed %d", seed).isEqualTo(expected.validationErrors());
            }
        }
    }

    @Property(tries = 60)
    void orderOfRulesChangesNoAnswerAndThatOfRolesNoEffect(@ForAll long seed) {
        Random random = new Random(seed);
        RandomPolicies policies = new RandomPolicies(random, true);
        CheckRequest request = request(random);
        // In strict mode the first failure ends an action, so that there the order of roles and rules does matter.
        try (Verdict first = RandomPolicies.engine(policies.written(true), false);
                Verdict second = RandomPolicies.engine(policies.written(true), false)) {
            ResourceResult expected = only(first, request);
            ResourceResult otherRules = only(second, permuted(request, random, false));
            assertThat(answers(otherRules)).as("seed %d", seed).isEqualTo(answers(expected));
            assertThat(otherRules.effectiveDerivedRoles())
                    .as("seed %d", seed)
                    .isEqualTo(expected.effectiveDerivedRoles());
            for (int i = 0; i < 4; i++) {
                ResourceResult otherRoles = only(second, permuted(request, random, true));
                assertThat(effects(otherRoles)).as("seed %d", seed).isEqualTo(effects(expected));
                assertThat(otherRoles.validationErrors()).as("seed %d", seed).isEqualTo(expected.validationErrors());
            }
        }
    }

    private static CheckRequest request(Random random) {
        List<String> held = new ArrayList<>(RandomPolicies.ROLES);
        Collections.shuffle(held, random);
        Principal principal = Principal.of(
                        random.nextBoolean() ? "u1" : "u2", held.subList(0, 1 + random.nextInt(held.size())))
                .attr("n", random.nextInt(5))
                .scope(RandomPolicies.SCOPES.get(random.nextInt(3)))
                .build();
        Resource resource = Resource.of("doc", "d1")
                .scope(RandomPolicies.SCOPES.get(random.nextInt(3)))
                .attr("n", random.nextInt(5))
                .build();
        return CheckRequest.of(principal)
                .resource(resource, RandomPolicies.ACTIONS)
                .includeMeta(true)
                .build();
    }

    private static CheckRequest permuted(CheckRequest request, Random random, boolean shuffleRoles) {
        List<String> actions = new ArrayList<>(RandomPolicies.ACTIONS);
        Collections.shuffle(actions, random);
        Principal principal = request.principal();
        List<String> roles = new ArrayList<>(principal.roles());
        if (shuffleRoles) {
            Collections.shuffle(roles, random);
        }
        return new CheckRequest(
                "",
                new Principal(principal.id(), roles, principal.attr(), "", principal.scope()),
                List.of(new CheckRequest.Entry(request.entries().get(0).resource(), actions)),
                request.auxData(),
                true);
    }

    private static ResourceResult only(Verdict verdict, CheckRequest request) {
        return verdict.check(request).results().get(0);
    }

    private static Map<String, ActionResult> answers(ResourceResult result) {
        Map<String, ActionResult> answers = new TreeMap<>();
        result.actions().forEach(action -> answers.put(action.action(), action));
        return answers;
    }

    private static Map<String, String> effects(ResourceResult result) {
        Map<String, String> effects = new TreeMap<>();
        result.actions()
                .forEach(action -> effects.put(action.action(), action.effect().name()));
        return effects;
    }

    /** Those of one action keep their order. */
    private static Map<String, List<String>> outputs(ResourceResult result) {
        Map<String, List<String>> outputs = new TreeMap<>();
        result.outputs()
                .forEach(output -> outputs.computeIfAbsent(output.action(), action -> new ArrayList<>())
                        .add(output.toString()));
        return outputs;
    }
}
