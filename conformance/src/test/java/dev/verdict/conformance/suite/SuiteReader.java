package dev.verdict.conformance.suite;

import dev.verdict.conformance.json.Json;
import dev.verdict.conformance.json.Yaml;
import dev.verdict.conformance.suite.PolicySuite.Question;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.expr.value.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a test suite of the reference's format together with the principals that lie in its folder {@code testdata}. What
 * it does not know, it refuses.
 */
public final class SuiteReader {
    private final Map<String, Principal> principals = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> suite;

    private SuiteReader(String fixtures, String text) {
        suite = Yaml.parseObject(text);
        Map<String, @Nullable Object> shared = Yaml.parseObject(fixtures);
        check(shared, "principals", "principalGroups");
        check(suite, "name", "description", "options", "principals", "resources", "tests");
        Json.object(shared.get("principals")).forEach((name, one) -> principals.put(name, principal(Json.object(one))));
        Json.object(shared.get("principalGroups")).forEach((name, one) -> {
            check(Json.object(one), "principals");
            groups.put(name, texts(Json.object(one).get("principals")));
        });
        Json.object(suite.get("principals")).forEach((name, one) -> principals.put(name, principal(Json.object(one))));
        Json.object(suite.get("resources")).forEach((name, one) -> resources.put(name, resource(Json.object(one))));
    }

    /** Reads a suite; {@code fixtures} is the text of {@code testdata/principals.yaml}. */
    public static PolicySuite read(String fixtures, String text) {
        return new SuiteReader(fixtures, text).suite();
    }

    private PolicySuite suite() {
        Map<String, @Nullable Object> options = Json.object(suite.get("options"));
        check(options, "lenientScopeSearch");
        List<Question> questions = new ArrayList<>();
        Json.list(suite.get("tests")).forEach(test -> questions.addAll(questions(Json.object(test))));
        return new PolicySuite(
                text(suite.get("name")), Boolean.TRUE.equals(options.get("lenientScopeSearch")), questions);
    }

    private List<Question> questions(Map<String, @Nullable Object> test) {
        check(test, "name", "input", "expected");
        Map<String, @Nullable Object> input = Json.object(test.get("input"));
        check(input, "principals", "principalGroups", "resources", "actions");
        Map<String, Map<String, Effect>> expected = new LinkedHashMap<>();
        for (String principal : named(input, "principal")) {
            for (String resource : named(input, "resource")) {
                Map<String, Effect> answers = new LinkedHashMap<>();
                texts(input.get("actions")).forEach(action -> answers.put(action, Effect.DENY));
                expected.put(principal + " " + resource, answers);
            }
        }
        Json.list(test.get("expected")).forEach(one -> expect(Json.object(one), expected));
        List<Question> questions = new ArrayList<>();
        expected.forEach((pair, answers) -> {
            String principal = pair.substring(0, pair.indexOf(' '));
            String resource = pair.substring(pair.indexOf(' ') + 1);
            questions.add(new Question(
                    text(test.get("name")),
                    principal,
                    known(principals, principal),
                    resource,
                    known(resources, resource),
                    answers));
        });
        return questions;
    }

    private void expect(Map<String, @Nullable Object> one, Map<String, Map<String, Effect>> expected) {
        check(one, "principal", "principals", "principalGroups", "resource", "resources", "actions");
        for (String principal : named(one, "principal")) {
            for (String resource : named(one, "resource")) {
                Map<String, Effect> answers = known(expected, principal + " " + resource);
                Json.object(one.get("actions")).forEach((action, effect) -> {
                    known(answers, action);
                    answers.put(action, Effect.valueOf(text(effect).substring("EFFECT_".length())));
                });
            }
        }
    }

    /** The names under {@code what}, its plural and its groups. */
    private Set<String> named(Map<String, @Nullable Object> node, String what) {
        Set<String> names = new LinkedHashSet<>();
        if (node.containsKey(what)) {
            names.add(text(node.get(what)));
        }
        names.addAll(texts(node.get(what + "s")));
        texts(node.get(what + "Groups")).forEach(group -> names.addAll(known(groups, group)));
        return names;
    }

    private static Principal principal(Map<String, @Nullable Object> node) {
        check(node, "id", "roles", "attr");
        return new Principal(text(node.get("id")), texts(node.get("roles")), attributes(node), "", "");
    }

    private static Resource resource(Map<String, @Nullable Object> node) {
        check(node, "kind", "id", "scope", "attr");
        String scope = node.containsKey("scope") ? text(node.get("scope")) : "";
        return new Resource(text(node.get("kind")), text(node.get("id")), attributes(node), "", scope);
    }

    private static Attributes attributes(Map<String, @Nullable Object> node) {
        return Attributes.copyOf(Json.object(node.get("attr")));
    }

    private static <T> T known(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the suite uses `" + name + "`, which it does not define");
        }
        return value;
    }

    private static void check(Map<String, @Nullable Object> node, String... known) {
        if (!Set.of(known).containsAll(node.keySet())) {
            throw new IllegalArgumentException("one of " + node.keySet() + " is not known here");
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("`" + value + "` is no text");
    }

    private static List<String> texts(@Nullable Object list) {
        return Json.list(list).stream().map(SuiteReader::text).toList();
    }
}
