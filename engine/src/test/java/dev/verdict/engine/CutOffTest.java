package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.expr.run.Budget;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A decision that is cut off leaves nothing behind for the next one. */
class CutOffTest {
    private static final Map<String, String> POLICIES = Map.of("roles.yaml", """
            apiVersion: api.cerbos.dev/v1
            derivedRoles:
              name: common
              definitions:
                - { name: owner, parentRoles: ["*"], condition: { match: { expr: R.attr.owner == P.id } } }
            """, "doc.yaml", """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: doc
              version: default
              importDerivedRoles: [common]
              rules:
                - { actions: [edit], effect: EFFECT_ALLOW, derivedRoles: [owner] }
                - actions: [view]
                  effect: EFFECT_ALLOW
                  roles: [user]
                  condition:
                    match:
                      expr: >-
                        'owner' in runtime.effectiveDerivedRoles
                        && R.attr.list.exists(x, R.attr.list.exists(y, x + y < 0.0))
            """, "ann.yaml", """
            apiVersion: api.cerbos.dev/v1
            principalPolicy:
              principal: ann
              version: default
              rules:
                - resource: doc
                  actions:
                    - action: view
                      effect: EFFECT_ALLOW
                      condition: { match: { expr: "'owner' in runtime.effectiveDerivedRoles" } }
            """);

    @Test
    void derivedRolesDoNotReachTheNextResource() {
        Resource expensive = Resource.of("doc", "1")
                .attr("owner", "ann")
                .attr("list", Collections.nCopies(400, 1.0))
                .build();
        Resource other = Resource.of("doc", "2")
                .attr("owner", "bob")
                .attr("list", List.of())
                .build();
        CheckRequest request = CheckRequest.of(Principal.of("ann", "user").build())
                .resource(expensive, "view")
                .resource(other, "view")
                .build();
        Budget small = new Budget(10_000, Duration.ofMinutes(1));
        try (Verdict verdict = Verdict.builder()
                .policies(PolicySource.memory(POLICIES))
                .budget(small)
                .build()) {
            CheckResult result = verdict.check(request);

            assertThat(result.budgetExceeded()).isTrue();
            assertThat(result.results().get(0).evaluationErrors())
                    .extracting(error -> error.message())
                    .containsExactly("evaluation cost limit exceeded");
            assertThat(result.results())
                    .allSatisfy(one -> assertThat(one.actions())
                            .allSatisfy(action -> assertThat(action.effect()).isEqualTo(Effect.DENY)));
        }
    }
}
