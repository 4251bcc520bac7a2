package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.json.Json;
import dev.verdict.conformance.json.Yaml;
import dev.verdict.conformance.pdp.ReferencePackage;
import dev.verdict.engine.Verdict;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.kinde.kit.PolicyKit;
import dev.verdict.kinde.kit.Starter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy kit for Kinde answers as its test suites say, here and in the reference. */
class KindeKitTest {
    private static final PolicyKit KIT = PolicyKit.complete();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ourEngineAnswersAsTheSuitesSay(boolean strict) {
        KitSuites kit = new KitSuites(KIT);

        assertThat(kit.suites()).hasSize(Starter.values().length + 1);
        assertThat(kit.answers()).isGreaterThan(1000);
        assertThat(kit.unexpected(kit.policies(), strict, 20)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Starter.class)
    void everyStarterStandsAlone(Starter starter) throws Exception {
        PolicyKit one = PolicyKit.of(List.of(starter));
        KitSuites kit = new KitSuites(one);

        assertThat(kit.unexpected(kit.policies(), false, 20)).isEmpty();
        reference(starter.title())
                .ifPresent(binary ->
                        assertThat(compile(binary, one)).isEqualTo(new Report(0, kit.answers(), kit.answers())));
    }

    @Test
    void theReferenceAnswersAsTheSuitesSay() throws Exception {
        int answers = new KitSuites(KIT).answers();
        Optional<Path> reference = reference("the policy kit");
        if (reference.isPresent()) {
            assertThat(compile(reference.get(), KIT)).isEqualTo(new Report(0, answers, answers));
            assertThat(compile(reference.get(), KIT, "--strict-evaluation")).isEqualTo(new Report(0, answers, answers));
        }
    }

    @Test
    void canBeServedFromTheClassPath() {
        PolicySource texts = PolicySource.memory(new KitSuites(KIT).policies());
        try (Verdict packed = Verdict.builder()
                        .policies(PolicySource.classpath("dev/verdict/kinde/kit"))
                        .build();
                Verdict copied = Verdict.builder().policies(texts).build()) {
            assertThat(packed.status().policies())
                    .isEqualTo(copied.status().policies())
                    .isPositive();
        }
    }

    @Test
    void everyDerivedRoleHoldsForSomebodyAndNotForEverybody() {
        KitSuites kit = new KitSuites(KIT);
        Map<String, List<String>> sets = new LinkedHashMap<>();
        Map<String, List<String>> imports = new LinkedHashMap<>();
        kit.policies().values().forEach(text -> {
            Map<String, @Nullable Object> set = part(text, "derivedRoles");
            sets.put(
                    String.valueOf(set.get("name")),
                    Json.list(set.get("definitions")).stream()
                            .map(one -> String.valueOf(Json.object(one).get("name")))
                            .toList());
            Map<String, @Nullable Object> policy = part(text, "resourcePolicy");
            imports.put(
                    String.valueOf(policy.get("resource")),
                    Json.list(policy.get("importDerivedRoles")).stream()
                            .map(String::valueOf)
                            .toList());
        });
        Map<String, Set<Boolean>> seen = new TreeMap<>();

        kit.ask(kit.policies(), false, (question, result) -> {
            for (String set : imports.getOrDefault(question.resource().kind(), List.of())) {
                for (String role : sets.getOrDefault(set, List.of())) {
                    seen.computeIfAbsent(role, first -> new TreeSet<>())
                            .add(result.effectiveDerivedRoles().contains(role));
                }
            }
            return true;
        });

        assertThat(seen)
                .hasSameSizeAs(sets.values().stream().flatMap(List::stream).toList());
        seen.forEach((role, truths) -> assertThat(truths).as(role).containsExactly(false, true));
    }

    private static Map<String, @Nullable Object> part(String text, String kind) {
        return Json.object(Yaml.parseObject(text).get(kind));
    }

    private record Report(int exitCode, int tests, int passed) {}

    private static Optional<Path> reference(String whatIsLost) {
        return References.locate("the suites of " + whatIsLost).map(ReferencePackage.Found::binary);
    }

    private Report compile(Path binary, PolicyKit kit, String... options) {
        try {
            Path policies = Files.createTempDirectory(folder, "kit");
            kit.writeTo(policies);
            Path out = folder.resolve("report.json");
            List<String> command = new ArrayList<>(List.of(binary.toString(), "compile", "--test-output=json"));
            command.addAll(List.of(options));
            command.add(policies.toString());
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(folder.resolve("errors.txt").toFile())
                    .start();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return report(process.exitValue(), Files.readString(out));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Report report(int exitCode, String json) {
        Map<String, @Nullable Object> summary =
                Json.object(Json.parseObject(json).get("summary"));
        int passed = 0;
        for (Object count : Json.list(summary.get("resultCounts"))) {
            if ("RESULT_PASSED".equals(Json.object(count).get("result"))) {
                passed += number(Json.object(count).get("count"));
            }
        }
        return new Report(exitCode, number(summary.get("testsCount")), passed);
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }
}
