package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes random policy stores that the reference accepts, away from the defects that Verdict fixes. */
public final class StoreGenerator {
    private final Grammar grammar;

    /** Takes expressions from {@code grammar}. */
    public StoreGenerator(Grammar grammar) {
        this.grammar = grammar;
    }

    /** The store of a seed; {@code number} moves the round through all functions on from store to store. */
    public Store generate(long seed, int number) {
        var dice = new Dice(seed);
        Shape shape = Shape.random(dice);
        var expressions = new ExpressionGenerator(grammar, dice, number * 13);
        var conditions = new Conditions(expressions, dice);
        var definitions = new Definitions(dice, conditions);
        var all = new ArrayList<Map<String, @Nullable Object>>(definitions.documents(shape));
        all.addAll(new ResourcePolicies(dice, conditions, definitions, shape).documents());
        all.addAll(new PrincipalPolicies(dice, conditions, definitions, shape).documents());
        all.addAll(new RolePolicies(dice, conditions, definitions, shape).documents());
        var documents = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (int i = 0; i < all.size(); i++) {
            String extension = dice.one(List.of("yaml", "yaml", "yml", "json"));
            documents.put("%s/p%03d.%s".formatted(dice.one(List.of("one", "two/three")), i, extension), all.get(i));
        }
        return new Store(
                documents,
                shape.enforcement().equals("none") ? Map.of() : SchemaFiles.files(),
                settings(dice, shape),
                conditions.written(),
                conditions.probes());
    }

    private static Map<String, @Nullable Object> settings(Dice dice, Shape shape) {
        var engine = new LinkedHashMap<String, @Nullable Object>();
        engine.put("celErrorLogLevel", "none");
        if (shape.strict()) {
            engine.put("strictEvaluation", true);
        }
        if (dice.chance(40)) {
            engine.put("lenientScopeSearch", true);
        }
        if (dice.chance(20) && !shape.scopes().isEmpty()) {
            engine.put("defaultScope", dice.one(shape.scopes()));
        }
        if (dice.chance(15)) {
            engine.put("defaultPolicyVersion", Shape.OTHER_VERSION);
        }
        if (dice.chance(60)) {
            engine.put("globals", Map.of("limit", 5, "name", "glöbal", "ratio", 2.5));
        }
        var settings = new LinkedHashMap<String, @Nullable Object>();
        settings.put("engine", engine);
        settings.put("schema", Map.of("enforcement", shape.enforcement()));
        return settings;
    }
}
