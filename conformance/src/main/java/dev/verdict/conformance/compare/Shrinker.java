package dev.verdict.conformance.compare;

import dev.verdict.conformance.compare.Comparison.Answers;
import dev.verdict.conformance.compare.Comparison.Opened;
import dev.verdict.conformance.compare.Comparison.Session;
import dev.verdict.conformance.generate.Expression;
import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a difference small enough to read: first the request, then the store, then its expressions. */
public final class Shrinker {
    private static final int REQUEST_TRIALS = 400;
    private static final int STORE_TRIALS = 90;
    private static final int EXPRESSION_TRIALS = 30;

    private final Comparison comparison;

    /** Tries candidates with the servers of {@code comparison}. */
    public Shrinker(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The smallest difference of the same kind that was found. */
    public Difference shrink(Difference difference) {
        Comparison.Verdict kind = new Answers(difference.reference(), difference.verdict()).compare();
        Difference small = request(difference, kind);
        small = store(small, kind);
        small = expressions(small, kind);
        return request(small, kind);
    }

    private Difference request(Difference difference, Comparison.Verdict kind) {
        if (!(comparison.open(difference.store()) instanceof Opened.Both both)) {
            return difference;
        }
        try (Session session = both.session()) {
            Object smallest = new TreeShrinker(REQUEST_TRIALS)
                    .shrink(
                            difference.request(),
                            tree -> session.ask(Json.object(tree)).compare() == kind);
            Map<String, @Nullable Object> request = Json.object(smallest);
            Answers answers = session.ask(request);
            return new Difference(difference.store(), request, answers.reference(), answers.verdict());
        }
    }

    private Difference store(Difference difference, Comparison.Verdict kind) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("documents", difference.store().documents());
        tree.put("settings", difference.store().settings());
        Object smallest = new TreeShrinker(STORE_TRIALS)
                .shrink(tree, candidate -> differs(rebuilt(difference.store(), candidate), difference, kind));
        return at(rebuilt(difference.store(), smallest), difference);
    }

    private Difference expressions(Difference difference, Comparison.Verdict kind) {
        Store store = difference.store();
        int trials = EXPRESSION_TRIALS;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Expression expression : store.expressions().values()) {
                for (Expression part : expression.parts()) {
                    Store candidate = replaced(store, expression, part);
                    if (trials > 0 && candidate != null) {
                        trials--;
                        if (differs(candidate, difference, kind)) {
                            store = candidate;
                            smaller = true;
                        }
                    }
                }
            }
        }
        return at(store, difference);
    }

    private static @Nullable Store replaced(Store store, Expression whole, Expression part) {
        String before = Json.write(store.documents());
        String after = before.replace(Json.write(whole.text()), Json.write(part.text()));
        if (before.equals(after)) {
            return null;
        }
        var expressions = new LinkedHashMap<>(store.expressions());
        expressions.put(part.text(), part);
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("documents", Json.parse(after));
        tree.put("settings", store.settings());
        return rebuilt(
                new Store(store.documents(), store.schemas(), store.settings(), expressions, store.probes()), tree);
    }

    private boolean differs(Store store, Difference difference, Comparison.Verdict kind) {
        if (!(comparison.open(store) instanceof Opened.Both both)) {
            return false;
        }
        try (Session session = both.session()) {
            return session.ask(difference.request()).compare() == kind;
        }
    }

    private Difference at(Store store, Difference difference) {
        if (!(comparison.open(store) instanceof Opened.Both both)) {
            return difference;
        }
        try (Session session = both.session()) {
            Answers answers = session.ask(difference.request());
            return new Difference(store, difference.request(), answers.reference(), answers.verdict());
        }
    }

    private static Store rebuilt(Store store, Object tree) {
        var documents = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        Json.object(Json.object(tree).get("documents"))
                .forEach((path, document) -> documents.put(path, Json.object(document)));
        return store.with(documents, Json.object(Json.object(tree).get("settings")));
    }
}
