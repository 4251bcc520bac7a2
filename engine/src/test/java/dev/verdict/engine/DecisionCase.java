package dev.verdict.engine;

import dev.verdict.engine.check.SchemaEnforcement;
import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.expr.value.Attributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A file of {@code decisions/}: policies, engine settings, and checks with the answers that they must get. */
record DecisionCase(Map<String, String> policies, Map<String, Object> settings, List<Map<String, Object>> checks) {
    @SuppressWarnings("unchecked")
    static DecisionCase read(Path file) {
        try {
            Map<String, Object> root = (Map<String, Object>)
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            Map<String, String> policies = new LinkedHashMap<>();
            Object given = root.get("policies");
            if (given instanceof Map<?, ?> named) {
                named.forEach((path, text) -> policies.put((String) path, (String) text));
            } else {
                int number = 0;
                for (Object text : (List<Object>) Objects.requireNonNull(given)) {
                    policies.put("p" + number++ + ".yaml", (String) text);
                }
            }
            return new DecisionCase(
                    policies, (Map<String, Object>) root.getOrDefault("settings", Map.of()), (List<Map<String, Object>>)
                            Objects.requireNonNull(root.get("checks")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Verdict.Builder engine() {
        Verdict.Builder builder = Verdict.builder().policies(PolicySource.memory(policies));
        settings.forEach((key, value) -> {
            switch (key) {
                case "lenientScopeSearch" -> builder.lenientScopeSearch((Boolean) value);
                case "strictEvaluation" -> builder.strictEvaluation((Boolean) value);
                case "defaultScope" -> builder.defaultScope((String) value);
                case "defaultPolicyVersion" -> builder.defaultPolicyVersion((String) value);
                case "schemaEnforcement" -> builder.schemaEnforcement(SchemaEnforcement.valueOf((String) value));
                case "globals" -> map(value).forEach(builder::global);
                default -> throw new IllegalArgumentException("unknown setting " + key);
            }
        });
        return builder;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static CheckRequest request(Map<String, Object> check) {
        Map<String, Object> principal = map(check.get("principal"));
        Map<String, Object> resource = map(check.get("resource"));
        Principal who = new Principal(
                text(principal, "id", "u1"),
                (List<String>) principal.getOrDefault("roles", List.of("user")),
                Attributes.copyOf(map(principal.get("attr"))),
                text(principal, "policyVersion", ""),
                text(principal, "scope", ""));
        Resource what = new Resource(
                text(resource, "kind", "doc"),
                text(resource, "id", "r1"),
                Attributes.copyOf(map(resource.get("attr"))),
                text(resource, "policyVersion", ""),
                text(resource, "scope", ""));
        Object jwt = check.get("jwt");
        return CheckRequest.of(who)
                .resource(what, List.copyOf(map(check.get("expect")).keySet()))
                .auxData(jwt == null ? AuxData.NONE : new AuxData(Attributes.copyOf(map(jwt)), Map.of()))
                .includeMeta(true)
                .build();
    }

    private static String text(Map<String, Object> map, String key, String absent) {
        return String.valueOf(map.getOrDefault(key, absent));
    }

    /** The parts of {@code result} that {@code check} says something about, in the form in which it says it. */
    static Map<String, Object> answers(Map<String, Object> check, ResourceResult result) {
        Map<String, Object> answers = new TreeMap<>();
        Map<String, Object> expect = map(check.get("expect"));
        Map<String, Object> actions = new LinkedHashMap<>();
        result.actions().forEach(action -> {
            StringBuilder answer = new StringBuilder(action.effect().name());
            String wanted = String.valueOf(expect.get(action.action()));
            if (wanted.contains(" ")) {
                answer.append(' ').append(action.matchedPolicy());
                answer.append(action.matchedScope().isEmpty() ? "" : " in " + action.matchedScope());
            }
            actions.put(action.action(), answer.toString());
        });
        answers.put("expect", actions);
        if (check.containsKey("derivedRoles")) {
            answers.put("derivedRoles", result.effectiveDerivedRoles());
        }
        if (check.containsKey("outputs")) {
            List<String> outputs = new ArrayList<>();
            result.outputs()
                    .forEach(output -> outputs.add(output.action() + " " + output.source() + " "
                            + (output.error() == null ? "= " + output.value() : "! " + output.error())));
            answers.put("outputs", outputs);
        }
        if (check.containsKey("errors")) {
            List<String> errors = new ArrayList<>();
            result.evaluationErrors().forEach(error -> errors.add(error.expression() + " ! " + error.message()));
            answers.put("errors", errors);
        }
        if (check.containsKey("violations")) {
            List<String> violations = new ArrayList<>();
            result.validationErrors().forEach(v -> violations.add(v.source() + " " + v.path() + " " + v.message()));
            answers.put("violations", violations);
        }
        return answers;
    }

    /** What {@code check} says, for comparison with {@link #answers}. */
    static Map<String, Object> expectations(Map<String, Object> check) {
        Map<String, Object> expectations = new TreeMap<>(check);
        expectations.keySet().retainAll(List.of("expect", "derivedRoles", "outputs", "errors", "violations"));
        return expectations;
    }
}
