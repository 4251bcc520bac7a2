package dev.verdict.engine;

import dev.verdict.engine.check.SchemaEnforcement;
import dev.verdict.engine.source.PolicySource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A set with policies of every kind in three scopes, made of random rules. The same set can be written many ways: with its
 * files under other names, and the rules and list items in them in another order.
 */
final class RandomPolicies {
    static final List<String> ACTIONS = List.of("view", "edit", "share:link", "delete");
    static final List<String> ROLES = List.of("user", "admin", "guest", "auditor", "clerk");
    static final List<String> SCOPES = List.of("", "acme", "acme.b");

    private static final String API = "apiVersion: api.cerbos.dev/v1\n";
    private static final List<String> CONDITIONS = List.of(
            "true",
            "R.attr.n > 2",
            "R.attr.missing == 1",
            "P.attr.n == R.attr.n",
            "V.shared",
            "V.mine || C.cap > 2",
            "'owner' in runtime.effectiveDerivedRoles");

    /** A policy: what stands before its rules, and the rules. */
    private record Part(String head, List<String> rules) {}

    private final Random random;
    private final List<Part> parts = new ArrayList<>();
    private int ruleNumber;

    private final List<String> conditions = new ArrayList<>(CONDITIONS);

    /**
     * A set made with {@code random}.
     *
     * @param readsDerivedRoles whether conditions may depend on all roles of the principal at once
     */
    RandomPolicies(Random random, boolean readsDerivedRoles) {
        this.random = random;
        if (!readsDerivedRoles) {
            conditions.removeLast();
        }
        parts.add(new Part(
                "exportVariables: { name: shared, definitions: { shared: 'V.mine && R.attr.n < 4' } }\n", List.of()));
        parts.add(new Part(
                "exportConstants: { name: limits, definitions: { cap: " + random.nextInt(5) + " } }\n", List.of()));
        parts.add(derivedRoles());
        for (String scope : SCOPES) {
            String permissions = random.nextInt(3) == 0
                    ? "  scopePermissions: SCOPE_PERMISSIONS_REQUIRE_PARENTAL_CONSENT_FOR_ALLOWS\n"
                    : "";
            parts.add(resource(scope, permissions));
            parts.add(principal(scope, permissions));
            if (random.nextBoolean()) {
                parts.add(role(scope, "auditor", random.nextBoolean() ? "[user]" : "[clerk]"));
            }
            if (random.nextBoolean()) {
                parts.add(role(scope, "clerk", "[guest, admin]"));
            }
        }
    }

    private Part derivedRoles() {
        List<String> rules = new ArrayList<>();
        for (String name : List.of("owner", "peer")) {
            rules.add("{ name: " + name + ", parentRoles: [\"" + pick("user", "admin", "*", "a*") + "\"], condition: "
                    + condition("R.attr.n > 1", "P.attr.n == R.attr.n", "R.attr.missing == 2", "V.big") + " }");
        }
        return new Part(
                "derivedRoles:\n  name: common\n  variables: { local: { big: 'R.attr.n > 3' } }\n  definitions:\n",
                rules);
    }

    private Part resource(String scope, String permissions) {
        List<String> rules = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            rules.add("{ name: " + name() + ", actions: [\""
                    + pick("view", "edit", "*", "share:*", "{view,edit}*", "delete")
                    + "\"], effect: " + effect() + ", "
                    + (random.nextInt(3) == 0
                            ? "derivedRoles: [" + pick("owner", "peer") + "]"
                            : "roles: [\"" + pick("user", "admin", "*", "a*", "guest") + "\"]")
                    + ", condition: " + condition() + output() + " }");
        }
        String schemas = scope.isEmpty() ? "  schemas: { resourceSchema: { ref: \"cerbos:///doc.json\" } }\n" : "";
        return new Part(
                "resourcePolicy:\n  resource: doc\n  version: default\n  importDerivedRoles: [common]\n" + schemas
                        + rest(scope, permissions),
                rules);
    }

    private Part principal(String scope, String permissions) {
        List<String> rules = new ArrayList<>();
        for (String resource : List.of("doc", "d*")) {
            if (random.nextInt(3) == 0) {
                rules.add("{ resource: \"" + resource + "\", actions: [ { name: " + name() + ", action: \""
                        + pick("view", "share:*", "delete") + "\", effect: " + effect() + ", condition: "
                        + condition("R.attr.n > 2", "V.shared", "R.attr.missing == 1") + output() + " } ] }");
            }
        }
        return new Part("principalPolicy:\n  principal: u1\n  version: default\n" + rest(scope, permissions), rules);
    }

    private Part role(String scope, String role, String parents) {
        List<String> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            rules.add("{ name: " + name() + ", resource: \"" + pick("doc", "*") + "\", allowActions: [\""
                    + pick("view", "*", "share:*") + "\"], condition: "
                    + condition("true", "R.attr.n > 2", "V.shared", "C.cap > 1") + output() + " }");
        }
        return new Part(
                "rolePolicy:\n  role: " + role + "\n  version: default\n  parentRoles: " + parents + "\n"
                        + rest(scope, ""),
                rules);
    }

    private static String rest(String scope, String permissions) {
        return "  scope: \"" + scope + "\"\n" + permissions
                + "  constants: { import: [limits] }\n"
                + "  variables: { import: [shared], local: { mine: 'R.attr.n == P.attr.n' } }\n  rules:\n";
    }

    private String condition(String... from) {
        return "{ match: { expr: \""
                + (from.length == 0 ? conditions.get(random.nextInt(conditions.size())) : pick(from)) + "\" } }";
    }

    private String output() {
        return random.nextInt(3) == 0
                ? ", output: { when: { ruleActivated: \"'met'\", conditionNotMet: \"R.attr.n\" } }"
                : "";
    }

    private String effect() {
        return random.nextInt(3) == 0 ? "EFFECT_DENY" : "EFFECT_ALLOW";
    }

    private String name() {
        return "r" + ruleNumber++;
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    /** The set with its files under random names, and with the rules of each in random order if so wished. */
    Map<String, String> written(boolean shuffleRules) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            names.add("f" + i + ".yaml");
        }
        Collections.shuffle(names, random);
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            List<String> rules = new ArrayList<>(parts.get(i).rules());
            if (shuffleRules) {
                Collections.shuffle(rules, random);
            }
            StringBuilder text = new StringBuilder(API).append(parts.get(i).head());
            if (rules.isEmpty() && parts.get(i).head().endsWith("rules:\n")) {
                text.append("    []\n");
            }
            rules.forEach(rule -> text.append("    - ").append(rule).append('\n'));
            files.put(names.get(i), text.toString());
        }
        files.put("_schemas/doc.json", "{\"properties\": {\"n\": {\"type\": \"number\", \"maximum\": 3}}}");
        return files;
    }

    static Verdict engine(Map<String, String> files, boolean strict) {
        return Verdict.builder()
                .policies(PolicySource.memory(files))
                .strictEvaluation(strict)
                .schemaEnforcement(SchemaEnforcement.WARN)
                .build();
    }
}
