package dev.verdict.conformance.compare;

import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.pdp.Launch;
import dev.verdict.conformance.pdp.Pdp;
import dev.verdict.conformance.pdp.Starter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts both servers on a store and asks them the same. */
public final class Comparison {
    private final Starter reference;
    private final Starter verdict;

    /** Compares servers started by the two starters. */
    public Comparison(Starter reference, Starter verdict) {
        this.reference = reference;
        this.verdict = verdict;
    }

    /** What happened when both were started. */
    public sealed interface Opened {
        /** Both serve. */
        record Both(Session session) implements Opened {}

        /** The reference refused the store, so there is nothing to compare. */
        record Invalid(String log) implements Opened {}

        /** Only Verdict refused the store. */
        record OnlyVerdictRefused(String log) implements Opened {}
    }

    /** Starts both servers on {@code store}. */
    public Opened open(Store store) {
        Map<String, String> files = store.files();
        return switch (reference.start(files, store.settings())) {
            case Launch.Refused refused -> new Opened.Invalid(refused.log());
            case Launch.Running first ->
                switch (verdict.start(files, store.settings())) {
                    case Launch.Refused refused -> {
                        first.pdp().close();
                        yield new Opened.OnlyVerdictRefused(refused.log());
                    }
                    case Launch.Running second -> new Opened.Both(new Session(first.pdp(), second.pdp()));
                };
        };
    }

    /** One more reference on {@code store}. */
    Launch startReference(Store store) {
        return reference.start(store.files(), store.settings());
    }

    /** The outcome of one request. */
    public enum Verdict {
        EQUAL,
        /** Only the text of output errors differs. */
        ERROR_TEXT,
        DIFFERENT,
        /** On another start the reference answers as Verdict does. */
        VARIES,
        /** The reference fails as a whole on a number that JSON does not have (defect D15). */
        NOT_FINITE
    }

    /** Both servers, running. */
    public record Session(Pdp reference, Pdp verdict) implements AutoCloseable {
        /** Both answers to one request. */
        public Answers ask(Map<String, @Nullable Object> request) {
            return new Answers(reference.check(request), verdict.check(request));
        }

        @Override
        public void close() {
            reference.close();
            verdict.close();
        }
    }

    /** Two answers to one request. */
    public record Answers(Pdp.Answer reference, Pdp.Answer verdict) {
        /** How the two compare. */
        public Verdict compare() {
            if (reference.status() == 500) {
                return Verdict.NOT_FINITE;
            }
            if (reference.status() != verdict.status()) {
                return Verdict.DIFFERENT;
            }
            if (Responses.canonical(reference.body()).equals(Responses.canonical(verdict.body()))) {
                return Verdict.EQUAL;
            }
            return Responses.withoutErrorText(reference.body()).equals(Responses.withoutErrorText(verdict.body()))
                    ? Verdict.ERROR_TEXT
                    : Verdict.DIFFERENT;
        }
    }
}
