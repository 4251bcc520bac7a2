package dev.verdict.kinde.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
import dev.verdict.kinde.enrich.EnrichmentResult.Denied;
import dev.verdict.kinde.enrich.EnrichmentResult.Denied.Cause;
import dev.verdict.kinde.enrich.EnrichmentResult.Enriched;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.OnFailure;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Sourced;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The cases of {@code enrichment.yaml}. */
class EnrichedClaimsTest {
    private static final Duration BUDGET = Duration.ofMillis(50);

    private final KindeStub kinde = new KindeStub().withTokens();

    record Case(String name, Map<?, ?> fields) {
        boolean has(String field) {
            return fields.containsKey(field);
        }

        String text(String field) {
            return String.valueOf(fields.get(field));
        }

        Map<?, ?> map(String field) {
            return (Map<?, ?>) Objects.requireNonNull(fields.get(field), field);
        }

        Identity identity() {
            String organization = has("organization") ? text("organization") : "org_1";
            return switch (text("who")) {
                case "stripped" -> People.stripped("kp_1", organization);
                case "complete" -> People.complete("kp_1", organization);
                case "machine" -> People.machine("b2", organization);
                default -> throw new AssertionError("who is " + text("who"));
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("src/test/resources/enrichment.yaml"))) {
            List<Case> cases = new ArrayList<>();
            for (Object one : (List<?>)
                    Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromReader(reader))) {
                Map<?, ?> fields = (Map<?, ?>) one;
                cases.add(new Case(String.valueOf(fields.get("name")), fields));
            }
            return cases;
        }
    }

    @AfterEach
    void close() {
        kinde.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatBecomesOfAnIdentity(Case one) throws Exception {
        one.map("answers").forEach((target, json) -> kinde.on(String.valueOf(target), String.valueOf(json)));
        Identity before = one.identity();
        EnrichmentResult result;
        try (Enrichment enrichment = Enrichment.start(settings(one), new HandTime(BUDGET).timing())) {
            result = enrichment
                    .enrich(before, "user-token")
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }

        if (one.has("denied")) {
            assertThat(result).isEqualTo(new Denied(Cause.valueOf(one.text("cause")), one.text("denied")));
        } else {
            Map<String, String> expected = described(before);
            one.map("then").forEach((part, value) -> expected.put(String.valueOf(part), String.valueOf(value)));
            assertThat(result).isInstanceOf(Enriched.class);
            assertThat(described(((Enriched) result).identity())).isEqualTo(expected);
        }
        if (one.has("asked")) {
            assertThat(kinde.asked())
                    .containsExactlyInAnyOrderElementsOf(
                            ((List<?>) Objects.requireNonNull(one.fields().get("asked")))
                                    .stream().map(String::valueOf).toList());
        }
    }

    private EnrichmentSettings settings(Case one) {
        EnrichmentSettings.Builder settings = EnrichmentSettings.builder(People.ISSUER)
                .management(People.ISSUER, "client", "secret")
                .host(kinde.url())
                .onFailure(one.has("proceed") ? OnFailure.PROCEED : OnFailure.DENY);
        one.map("rules").forEach((claim, rule) -> {
            String text = String.valueOf(rule);
            int space = text.indexOf(' ');
            settings.claim(
                    Claim.valueOf(String.valueOf(claim)),
                    When.valueOf(text.substring(0, space)),
                    From.valueOf(text.substring(space + 1)));
        });
        return settings.build();
    }

    private static Map<String, String> described(Identity identity) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("permissions", described(identity.permissions()));
        parts.put("roles", described(identity.roles()));
        parts.put("flags", described(identity.flags()));
        parts.put("properties", described(identity.properties()));
        parts.put("billing", described(identity.billing()));
        parts.put("organization", identity.organization().toString());
        parts.put("profile", identity.profile().toString());
        return parts;
    }

    private static String described(Sourced<?> part) {
        return part.value() + " " + part.provenance();
    }
}
