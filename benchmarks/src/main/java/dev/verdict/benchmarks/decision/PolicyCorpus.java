package dev.verdict.benchmarks.decision;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Policy sets of any size: for each kind a root policy and two scoped ones, with derived roles, variables and several
 * conditions. Deterministic.
 */
public final class PolicyCorpus {
    /** Scope of the most specific policies. */
    public static final String LEAF_SCOPE = "acme.emea";

    private PolicyCorpus() {}

    /** Number of resource kinds in a set of about {@code policies} policies. */
    public static int kinds(int policies) {
        return Math.max(1, policies / 3);
    }

    /** Name of kind number {@code index}. */
    public static String kind(int index) {
        return "kind" + index;
    }

    /** The files of a set of about {@code policies} policies, by path. */
    public static Map<String, String> files(int policies) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("derived_roles.yaml", DERIVED_ROLES);
        for (int i = 0; i < kinds(policies); i++) {
            files.put("root/" + kind(i) + ".yaml", root(i));
            files.put("acme/" + kind(i) + ".yaml", scoped(i, "acme", "R.attr.status != \"archived\""));
            files.put("emea/" + kind(i) + ".yaml", scoped(i, LEAF_SCOPE, "R.attr.level < " + (i % 5 + 3)));
        }
        return files;
    }

    private static final String DERIVED_ROLES = """
            apiVersion: api.cerbos.dev/v1
            derivedRoles:
              name: common
              variables:
                local:
                  same_team: R.attr.team == P.attr.team
              definitions:
                - name: owner
                  parentRoles: ["employee"]
                  condition: { match: { expr: R.attr.owner == P.id } }
                - name: teammate
                  parentRoles: ["employee"]
                  condition: { match: { expr: V.same_team } }
            """;

    private static String root(int index) {
        return """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: %s
              version: default
              importDerivedRoles: [common]
              variables:
                local:
                  open: R.attr.status in ["draft", "review", "s%d"]
              rules:
                - actions: ["view"]
                  effect: EFFECT_ALLOW
                  derivedRoles: [teammate]
                - actions: ["edit", "share"]
                  effect: EFFECT_ALLOW
                  derivedRoles: [owner]
                  condition: { match: { expr: V.open } }
                - actions: ["delete"]
                  effect: EFFECT_ALLOW
                  roles: ["admin"]
                - actions: ["*"]
                  effect: EFFECT_DENY
                  roles: ["*"]
                  condition: { match: { expr: R.attr.level > P.attr.clearance + %d.0 } }
            """.formatted(kind(index), index, index % 7);
    }

    private static String scoped(int index, String scope, String condition) {
        return """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: %s
              version: default
              scope: "%s"
              rules:
                - actions: ["comment"]
                  effect: EFFECT_ALLOW
                  roles: ["employee"]
                  condition:
                    match:
                      expr: >-
                        %s
            """.formatted(kind(index), scope, condition);
    }
}
