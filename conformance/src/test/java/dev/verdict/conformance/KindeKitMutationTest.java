package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.json.Json;
import dev.verdict.conformance.json.Yaml;
import dev.verdict.kinde.kit.PolicyKit;
import dev.verdict.kinde.kit.Starter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The suites of the policy kit notice every change of its meaning: each condition of a derived role and each variable made
 * true or false, each rule and each condition of a rule taken away.
 */
class KindeKitMutationTest {
    private final List<String> unnoticed = new ArrayList<>();
    private KitSuites kit = new KitSuites(PolicyKit.of(List.of()));
    private int mutants;

    @Test
    void theSuiteOfTheSharedSetsNoticesEveryChange() {
        mutateAll(kit.policies());

        assertThat(mutants).isGreaterThan(100);
        assertThat(unnoticed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Starter.class)
    void theSuiteOfAStarterNoticesEveryChange(Starter starter) {
        Set<String> shared = kit.policies().keySet();
        kit = new KitSuites(PolicyKit.of(List.of(starter)));
        Map<String, String> own = new LinkedHashMap<>(kit.policies());
        own.keySet().removeAll(shared);
        mutateAll(own);

        assertThat(mutants).isGreaterThan(3);
        assertThat(unnoticed).isEmpty();
    }

    private void mutateAll(Map<String, String> files) {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Map<String, @Nullable Object> policy = Yaml.parseObject(file.getValue());
            derivedRoles(file.getKey(), Json.object(policy.get("derivedRoles")));
            variables(
                    file.getKey(),
                    Json.object(Json.object(policy.get("exportVariables")).get("definitions")));
            variables(
                    file.getKey(),
                    Json.object(Json.object(
                                    Json.object(policy.get("resourcePolicy")).get("variables"))
                            .get("local")));
            rules(
                    file.getKey(),
                    Json.list(Json.object(policy.get("resourcePolicy")).get("rules")));
        }
    }

    private void derivedRoles(String file, Map<String, @Nullable Object> set) {
        List<@Nullable Object> definitions = Json.list(set.get("definitions"));
        for (int at = 0; at < definitions.size(); at++) {
            int index = at;
            for (String truth : List.of("true", "false")) {
                mutate(file, definitions.get(at) + " is " + truth, policy -> {
                    Map<String, @Nullable Object> roles = Json.object(policy.get("derivedRoles"));
                    Json.object(Json.list(roles.get("definitions")).get(index))
                            .put("condition", Map.of("match", Map.of("expr", truth)));
                });
            }
        }
    }

    private void variables(String file, Map<String, @Nullable Object> definitions) {
        for (String name : definitions.keySet()) {
            for (String truth : List.of("true", "false")) {
                mutate(file, name + " is " + truth, policy -> {
                    Map<String, @Nullable Object> exported = Json.object(policy.get("exportVariables"));
                    Map<String, @Nullable Object> own = Json.object(
                            Json.object(policy.get("resourcePolicy")).get("variables"));
                    Json.object(exported.isEmpty() ? own.get("local") : exported.get("definitions"))
                            .put(name, "dyn(" + truth + ")");
                });
            }
        }
    }

    private void rules(String file, List<@Nullable Object> rules) {
        for (int at = 0; at < rules.size(); at++) {
            int index = at;
            mutate(file, "without " + rules.get(at), policy -> rulesOf(policy).remove(index));
            if (Json.object(rules.get(at)).containsKey("condition")) {
                mutate(
                        file,
                        "without the condition of " + rules.get(at),
                        policy -> Json.object(rulesOf(policy).get(index)).remove("condition"));
            }
        }
    }

    private static List<@Nullable Object> rulesOf(Map<String, @Nullable Object> policy) {
        return Json.list(Json.object(policy.get("resourcePolicy")).get("rules"));
    }

    private void mutate(String file, String change, Consumer<Map<String, @Nullable Object>> mutation) {
        Map<String, @Nullable Object> policy =
                Yaml.parseObject(Objects.requireNonNull(kit.policies().get(file)));
        mutation.accept(policy);
        Map<String, String> mutated = new LinkedHashMap<>(kit.policies());
        mutated.put(file, Json.write(policy));
        mutants++;
        if (kit.unexpected(mutated, false, 1).isEmpty()) {
            unnoticed.add(file + ": " + change);
        }
    }
}
