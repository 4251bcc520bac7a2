package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.source.PolicySource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The order of files, rules and actions never changes a decision; that of roles only whose outcome is reported. */
class PermutationTest {
    private static final List<String> ACTIONS = List.of("view", "edit", "share:link", "delete");
    private static final List<String> ROLES = List.of("user", "admin", "guest");

    @Property(tries = 150)
    void orderDoesNotDecide(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<String>> rules = new ArrayList<>();
        for (int policy = 0; policy < 3; policy++) {
            rules.add(rules(random));
        }
        CheckRequest request = request(random, ACTIONS, ROLES);

        Map<String, String> first = effects(files(rules, random), request);
        for (int i = 0; i < 3; i++) {
            rules.forEach(list -> Collections.shuffle(list, random));
            List<String> actions = new ArrayList<>(ACTIONS);
            Collections.shuffle(actions, random);
            List<String> roles = new ArrayList<>(request.principal().roles());
            Collections.shuffle(roles, random);
            CheckRequest permuted = new CheckRequest(
                    "",
                    new Principal("u1", roles, request.principal().attr(), "", ""),
                    List.of(new CheckRequest.Entry(request.entries().get(0).resource(), actions)),
                    request.auxData(),
                    true);

            assertThat(effects(files(rules, random), permuted))
                    .as("seed %d", seed)
                    .isEqualTo(first);
        }
    }

    private static List<String> rules(Random random) {
        List<String> rules = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            String action = pick(random, List.of("view", "edit", "*", "share:*", "{view,edit}*", "delete"));
            String role = pick(random, List.of("user", "admin", "*", "a*", "guest"));
            String effect = random.nextInt(3) == 0 ? "EFFECT_DENY" : "EFFECT_ALLOW";
            String condition = pick(
                    random,
                    List.of("true", "R.attr.n > 2", "R.attr.missing == 1", "P.attr.n == R.attr.n", "R.attr.n <= 2"));
            rules.add("    - { actions: [\"" + action + "\"], roles: [\"" + role + "\"], effect: " + effect
                    + ", condition: { match: { expr: \"" + condition + "\" } } }\n");
        }
        return rules;
    }

    private static Map<String, String> files(List<List<String>> rules, Random random) {
        List<String> scopes = List.of("", "acme", "acme.b");
        List<String> names = new ArrayList<>(List.of("x.yaml", "y.yaml", "z.yaml"));
        Collections.shuffle(names, random);
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < scopes.size(); i++) {
            StringBuilder policy = new StringBuilder("apiVersion: api.cerbos.dev/v1\nresourcePolicy:\n");
            policy.append("  resource: doc\n  version: default\n  scope: \"")
                    .append(scopes.get(i))
                    .append("\"\n");
            policy.append("  rules:\n").append(rules.get(i).isEmpty() ? "    []\n" : String.join("", rules.get(i)));
            files.put(names.get(i), policy.toString());
        }
        return files;
    }

    private static CheckRequest request(Random random, List<String> actions, List<String> roles) {
        List<String> held = new ArrayList<>(roles);
        Collections.shuffle(held, random);
        Principal principal = Principal.of("u1", held.subList(0, 1 + random.nextInt(held.size())))
                .attr("n", random.nextInt(5))
                .build();
        Resource resource = Resource.of("doc", "d1")
                .scope(pick(random, List.of("", "acme", "acme.b")))
                .attr("n", random.nextInt(5))
                .build();
        return CheckRequest.of(principal).resource(resource, actions).build();
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static Map<String, String> effects(Map<String, String> files, CheckRequest request) {
        try (Verdict verdict =
                Verdict.builder().policies(PolicySource.memory(files)).build()) {
            Map<String, String> effects = new HashMap<>();
            for (ActionResult action : verdict.check(request).results().get(0).actions()) {
                effects.put(action.action(), action.effect().name());
            }
            return effects;
        }
    }
}
