package dev.verdict.conformance.compare;

import dev.verdict.conformance.compare.Comparison.Answers;
import dev.verdict.conformance.compare.Comparison.Opened;
import dev.verdict.conformance.generate.Grammar;
import dev.verdict.conformance.generate.RequestGenerator;
import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.generate.StoreGenerator;
import dev.verdict.conformance.pdp.Launch;
import dev.verdict.conformance.pdp.Pdp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Compares two servers on random stores and requests from one seed. */
public final class DifferentialRun {
    private static final int STARTS = 16;

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
                List<Difference> found = new ArrayList<>();
                try (Comparison.Session session = both.session()) {
                    ask(session, store, new RequestGenerator(store, storeSeed), perStore, found);
                }
                settle(store, found);
            }
        }
    }

    private void ask(
            Comparison.Session session, Store store, RequestGenerator requests, int perStore, List<Difference> found) {
        for (int i = 0; i < perStore; i++) {
            Map<String, @Nullable Object> request = requests.next();
            Answers answers = session.ask(request);
            Comparison.Verdict verdict = answers.compare();
            coverage.answered(store, request, answers.reference().body());
            if (verdict == Comparison.Verdict.DIFFERENT || verdict == Comparison.Verdict.ERROR_TEXT) {
                found.add(new Difference(store, request, answers.reference(), answers.verdict()));
            } else {
                counts.merge(verdict, 1, Integer::sum);
            }
        }
    }

    /**
     * Asks other starts of the reference what differs: the order in which it tries some rules is chosen anew at each start,
     * and what it answers differently from one start to the next cannot be reproduced.
     */
    private void settle(Store store, List<Difference> found) {
        List<Difference> open = new ArrayList<>(found);
        for (int start = 1; !open.isEmpty() && start < STARTS; start++) {
            if (!(comparison.startReference(store) instanceof Launch.Running running)) {
                break;
            }
            try (Pdp reference = running.pdp()) {
                open.removeIf(
                        difference -> new Answers(reference.check(difference.request()), difference.verdict()).compare()
                                == Comparison.Verdict.EQUAL);
            }
        }
        counts.merge(Comparison.Verdict.VARIES, found.size() - open.size(), Integer::sum);
        for (Difference difference : open) {
            counts.merge(new Answers(difference.reference(), difference.verdict()).compare(), 1, Integer::sum);
        }
        differences.addAll(open);
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
