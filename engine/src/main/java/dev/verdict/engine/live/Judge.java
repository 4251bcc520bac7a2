package dev.verdict.engine.live;

import dev.verdict.engine.source.SourceTree;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A compiler whose outcome takes into account what the scan found. */
record Judge<T>(Function<SourceTree, Outcome<T>> compiler, LiveListener listener) {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    Outcome<T> judge(SourceTree tree) {
        long start = System.nanoTime();
        Outcome<T> outcome = withFindings(compile(tree), tree);
        listener.compiled(Duration.ofNanos(System.nanoTime() - start), outcome instanceof Outcome.Accepted);
        return outcome;
    }

    private static <T> Outcome<T> withFindings(Outcome<T> compiled, SourceTree tree) {
        return switch (compiled) {
            case Outcome.Rejected<T> rejected ->
                new Outcome.Rejected<>(merge(tree.diagnostics(), rejected.diagnostics()));
            case Outcome.Accepted<T> accepted -> {
                List<Diagnostic> all = merge(tree.diagnostics(), accepted.warnings());
                yield tree.hasErrors() ? new Outcome.Rejected<>(all) : new Outcome.Accepted<>(accepted.value(), all);
            }
        };
    }

    /**
     * A defect of the compiler that one policy file brings to light must not end the thread that will read its correction.
     * Running out of memory counts as one for embedders; the command's own JVM ends then.
     */
    private Outcome<T> compile(SourceTree tree) {
        try {
            return compiler.apply(tree);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.error("the policies could not be compiled", e);
            String kind = e.getClass().getSimpleName();
            return new Outcome.Rejected<>(List.of(Diagnostic.error(
                    Code.UNREADABLE_FILE, Span.wholeFile(""), "the policies could not be compiled: " + kind)));
        }
    }

    /** Both together, sorted and without repetitions. */
    static List<Diagnostic> merge(List<Diagnostic> some, List<Diagnostic> others) {
        List<Diagnostic> all = new ArrayList<>(some);
        all.addAll(others);
        return all.stream().distinct().sorted().toList();
    }
}
