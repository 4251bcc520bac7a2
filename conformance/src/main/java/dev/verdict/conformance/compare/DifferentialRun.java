package dev.verdict.conformance.compare;

import dev.verdict.conformance.compare.Comparison.Answers;
import dev.verdict.conformance.compare.Comparison.Opened;
import dev.verdict.conformance.generate.Grammar;
import dev.verdict.conformance.generate.RequestGenerator;
import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.generate.StoreGenerator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Compares two servers on random stores and requests from one seed. */
public final class DifferentialRun {
    private final Comparison comparison;
    private final Grammar grammar = Grammar.load();
    private final StoreGenerator stores = new StoreGenerator(grammar);
    private final Coverage coverage = new Coverage(grammar.functions());
    private final Map<Comparison.Verdict, Integer> counts = new EnumMap<>(Comparison.Verdict.class);
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> invalid = new ArrayList<>();

    /** A run over the servers of {@code comparison}. */
    public DifferentialRun(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Generates {@code storeCount} stores and asks {@code perStore} requests of each. */
    public void run(long seed, int storeCount, int perStore) {
        var seeds = new SplittableRandom(seed);
        for (int number = 0; number < storeCount; number++) {
            long storeSeed = seeds.nextLong();
            Store store = stores.generate(storeSeed, number);
            coverage.generated(store);
            Opened opened = comparison.open(store);
            if (opened instanceof Opened.Invalid refusal) {
                invalid.add("store " + number + ": " + refusal.log());
            } else if (opened instanceof Opened.OnlyVerdictRefused refusal) {
                refused.add("store " + number + ": " + refusal.log());
            } else if (opened instanceof Opened.Both both) {
                try (Comparison.Session session = both.session()) {
                    ask(session, store, new RequestGenerator(store, storeSeed), perStore);
                }
            }
        }
    }

    private void ask(Comparison.Session session, Store store, RequestGenerator requests, int perStore) {
        for (int i = 0; i < perStore; i++) {
            Map<String, @Nullable Object> request = requests.next();
            Answers answers = session.ask(request);
            Comparison.Verdict verdict = answers.compare();
            counts.merge(verdict, 1, Integer::sum);
            coverage.answered(store, request, answers.reference().body());
            if (verdict == Comparison.Verdict.DIFFERENT || verdict == Comparison.Verdict.ERROR_TEXT) {
                differences.add(new Difference(store, request, answers.reference(), answers.verdict()));
            }
        }
    }

    /** Requests by outcome. */
    public int count(Comparison.Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** What differed, in the order in which it was found. */
    public List<Difference> differences() {
        return differences;
    }

    /** Logs of stores that only Verdict refused. */
    public List<String> refused() {
        return refused;
    }

    /** Logs of stores that the reference refused. */
    public List<String> invalid() {
        return invalid;
    }

    /** What the run has reached. */
    public Coverage coverage() {
        return coverage;
    }

    /** Totals and coverage for people. */
    public String report() {
        return coverage.table()
                + "%nrequests: %s%nstores that the reference refused: %d, that only Verdict refused: %d%n"
                        .formatted(counts, invalid.size(), refused.size());
    }
}
