package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.source.PolicySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A principal with very many roles gets the same answers as with each of them alone, and gets them in time. */
class ManyRolesTest {
    private static final Map<String, String> POLICY = Map.of("doc.yaml", """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: doc
              version: default
              rules:
                - { actions: ["a0"], effect: EFFECT_ALLOW, roles: [role99999] }
                - { actions: ["a1"], effect: EFFECT_DENY, roles: ["*"] }
                - { actions: ["a*"], effect: EFFECT_ALLOW, roles: ["role9*"], condition: { match: { expr: R.attr.n > 1 } } }
            """);

    @Test
    void costsWhatThePoliciesTellApart() {
        CheckResult result;
        try (Verdict verdict =
                Verdict.builder().policies(PolicySource.memory(POLICY)).build()) {
            CheckRequest request = large();
            result = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> verdict.check(request));
        }

        assertThat(result.budgetExceeded()).isFalse();
        assertThat(result.results()).hasSize(50);
        for (ResourceResult one : result.results()) {
            assertThat(one.actions().get(0).effect()).isEqualTo(Effect.ALLOW);
            assertThat(one.actions().get(1).effect()).isEqualTo(Effect.DENY);
            assertThat(one.actions().get(2).effect()).isEqualTo(Effect.ALLOW);
        }
    }

    private static CheckRequest large() {
        List<String> roles = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            roles.add("role" + i);
        }
        List<String> actions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            actions.add("a" + i);
        }
        CheckRequest.Builder request = CheckRequest.of(Principal.of("u", roles).build());
        for (int i = 0; i < 50; i++) {
            request.resource(Resource.of("doc", "d" + i).attr("n", 2).build(), actions);
        }
        return request.build();
    }

    @Property(tries = 60)
    void manyRolesGetWhatTheyGetOneByOne(@ForAll long seed) {
        Random random = new Random(seed);
        RandomPolicies policies = new RandomPolicies(random, false);
        List<String> roles = new ArrayList<>(RandomPolicies.ROLES);
        for (int i = 0; i < 12; i++) {
            roles.add("x" + i);
            roles.add("a" + i);
        }
        Collections.shuffle(roles, random);
        Resource resource = Resource.of("doc", "d1")
                .scope(RandomPolicies.SCOPES.get(random.nextInt(3)))
                .attr("n", random.nextInt(5))
                .build();
        try (Verdict verdict = RandomPolicies.engine(policies.written(false), false)) {
            for (String action : RandomPolicies.ACTIONS) {
                ResourceResult together = check(verdict, roles, resource, action);
                List<OutputEntry> outputs = new ArrayList<>();
                Effect effect = Effect.DENY;
                for (int i = 0; i < roles.size() && effect == Effect.DENY; i++) {
                    ResourceResult alone = check(verdict, List.of(roles.get(i)), resource, action);
                    outputs.addAll(alone.outputs());
                    effect = alone.actions().get(0).effect();
                }
                assertThat(together.actions().get(0).effect())
                        .as("seed %d", seed)
                        .isEqualTo(effect);
                assertThat(together.outputs()).as("seed %d", seed).isEqualTo(outputs);
            }
        }
    }

    private static ResourceResult check(Verdict verdict, List<String> roles, Resource resource, String action) {
        Principal principal = Principal.of("u2", roles).attr("n", 2).build();
        return verdict.check(
                        CheckRequest.of(principal).resource(resource, action).build())
                .results()
                .get(0);
    }
}
