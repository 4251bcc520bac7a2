package dev.verdict.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.glob.Glob;
import dev.verdict.expr.Unit;
import dev.verdict.policy.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class LayerTest {
    private static final List<String> SCOPES = List.of("", "a", "a.b", "a.b.c", "a.d");
    private static final List<String> VERSIONS = List.of("default", "v2");
    private static final List<String> KINDS = List.of("x", "y");
    private static final CompiledUnit UNIT = new CompiledUnit(Unit.of(Map.of(), Map.of(), Map.of()), 0);
    private static final Span SPAN = Span.wholeFile("f");

    private record Held(ScopeEntry scope, @Nullable ResourceTable policy) {}

    @Provide
    Arbitrary<List<PolicyTable>> policies() {
        return Combinators.combine(
                        Arbitraries.of("x", "y", "role", "principal"), Arbitraries.of(VERSIONS), Arbitraries.of(SCOPES))
                .as(LayerTest::policy)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void theLayersAreThoseThatLookingIntoEveryScopeFinds(@ForAll("policies") List<PolicyTable> policies) {
        RuleTable table = new RuleTable(distinct(policies), Set.of());

        for (String scope : SCOPES) {
            ScopeEntry entry = table.scope(scope);
            List<ScopeEntry> chain = entry == null ? List.of() : entry.resourceChain();
            for (String version : VERSIONS) {
                for (String kind : KINDS) {
                    assertThat(linked(chain, version, kind)).isEqualTo(lookedUp(chain, version, kind));
                }
            }
        }
    }

    private static List<Held> linked(List<ScopeEntry> chain, String version, String kind) {
        List<Held> held = new ArrayList<>();
        for (Layer layer = Layer.of(chain, version, kind); layer != null; layer = layer.above()) {
            held.add(new Held(layer.scope(), layer.policy()));
        }
        return held;
    }

    private static List<Held> lookedUp(List<ScopeEntry> chain, String version, String kind) {
        List<Held> held = new ArrayList<>();
        for (ScopeEntry entry : chain) {
            ScopeEntry.Version there = entry.version(version);
            if (there != null && (there.resource(kind) != null || there.hasRoles())) {
                held.add(new Held(entry, there.resource(kind)));
            }
        }
        return held;
    }

    private static List<PolicyTable> distinct(List<PolicyTable> policies) {
        Map<String, PolicyTable> byKey = new HashMap<>();
        policies.forEach(policy -> byKey.put(policy.key(), policy));
        return List.copyOf(byKey.values());
    }

    private static PolicyTable policy(String what, String version, String scope) {
        String key = what + "/" + version + "/" + scope;
        return switch (what) {
            case "role" -> {
                var row = new RoleTable.Row(Glob.ofRule("*"), List.of(), null, null, SPAN);
                yield new RoleTable(key, "r", version, scope, List.of(), UNIT, List.of(row), SPAN);
            }
            case "principal" -> new PrincipalTable(key, "p", version, scope, UNIT, List.of(), SPAN);
            default ->
                new ResourceTable(
                        key,
                        what,
                        version,
                        scope,
                        UNIT,
                        new ActionIndex<>(List.of()),
                        new RolePatterns(List.of()),
                        List.of(),
                        false,
                        CompiledSchemas.NONE,
                        SPAN);
        };
    }
}
