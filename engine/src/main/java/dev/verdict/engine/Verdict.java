package dev.verdict.engine;

import dev.verdict.engine.check.CheckSettings;
import dev.verdict.engine.check.Checker;
import dev.verdict.engine.check.SchemaEnforcement;
import dev.verdict.engine.check.Trail;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.live.Generation;
import dev.verdict.engine.live.LiveOptions;
import dev.verdict.engine.live.LiveSet;
import dev.verdict.engine.live.LiveStatus;
import dev.verdict.engine.live.Outcome;
import dev.verdict.engine.live.Start;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.engine.table.RuleTable;
import dev.verdict.engine.table.RuleTableCompiler;
import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.Cancellation;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.value.JavaValue;
import dev.verdict.expr.value.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A policy decision point in this JVM: answers whether principals may act on resources, by policies that change without a
 * restart. Thread-safe. A decision takes a consistent set of policies, reads no file and takes no lock.
 *
 * <pre>{@code
 * try (Verdict verdict = Verdict.builder().policies(PolicySource.disk(Path.of("policies"))).build()) {
 *     CheckRequest request = CheckRequest.of(Principal.of("ann", "clerk").attr("org", "emea").build())
 *             .resource(Resource.of("invoice", "i1").attr("total", 100).build(), "view", "approve")
 *             .build();
 *     boolean mayApprove = verdict.check(request).isAllowed("approve");
 * }
 * }</pre>
 */
public final class Verdict implements AutoCloseable {
    private final LiveSet<Checker> live;
    private final CheckSettings settings;
    private final Supplier<Timestamp> clock;
    private final @Nullable DecisionListener listener;

    private Verdict(
            LiveSet<Checker> live, CheckSettings settings, InstantSource clock, @Nullable DecisionListener listener) {
        this.live = live;
        this.settings = settings;
        this.clock = () -> local(clock.instant());
        this.listener = listener;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Decides with the engine's budget. Never fails: what cannot be decided is denied, and the result says why.
     *
     * @throws NullPointerException if {@code request} is null
     */
    public CheckResult check(CheckRequest request) {
        return check(request, settings.budget(), Cancellation.NEVER);
    }

    /**
     * Decides with a budget of the caller's own.
     *
     * @param budget what each entry of the request may cost
     * @param cancellation ends the work early; what is not decided by then is denied
     */
    public CheckResult check(CheckRequest request, Budget budget, Cancellation cancellation) {
        return check(live.current(), request, new Frame(budget, cancellation, clock));
    }

    /**
     * Decides several requests by the same policies and at the same instant.
     *
     * @param budget what each entry of each request may cost
     * @param cancellation ends the work early; what is not decided by then is denied
     * @return a result for each request, in their order
     */
    public List<CheckResult> check(List<CheckRequest> requests, Budget budget, Cancellation cancellation) {
        Generation<Checker> generation = live.current();
        var instant = new SharedInstant(clock);
        List<CheckResult> results = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            results.add(check(generation, requests.get(i), new Frame(budget, cancellation, instant)));
        }
        return Collections.unmodifiableList(results);
    }

    private CheckResult check(Generation<Checker> generation, CheckRequest request, Frame frame) {
        DecisionListener told = listener;
        if (told == null) {
            return generation.value().check(request, generation.revision(), frame, null);
        }
        Trail trail = new Trail();
        long start = System.nanoTime();
        CheckResult result = generation.value().check(request, generation.revision(), frame, trail);
        told.decided(request, result, trail, System.nanoTime() - start);
        return result;
    }

    /** The time of a call, which is that of the first look at the clock. */
    private static final class SharedInstant implements Supplier<Timestamp> {
        private final Supplier<Timestamp> clock;
        private @Nullable Timestamp known;

        SharedInstant(Supplier<Timestamp> clock) {
            this.clock = clock;
        }

        @Override
        public Timestamp get() {
            Timestamp instant = known;
            if (instant == null) {
                instant = clock.get();
                known = instant;
            }
            return instant;
        }
    }

    private static Timestamp local(Instant instant) {
        return new Timestamp(
                instant, ZoneId.systemDefault().getRules().getOffset(instant).getTotalSeconds());
    }

    /** Which policies are active, and why a newer set is not. */
    public Status status() {
        Generation<Checker> generation = live.current();
        LiveStatus following = live.status();
        RuleTable table = generation.value().table();
        return new Status(
                generation.revision(),
                generation.loaded(),
                following.checked(),
                table.policies().size(),
                table.rowCount(),
                generation.warnings(),
                following.rejection(),
                following.held());
    }

    /** Reads the source again now, whether or not it is watched. */
    public Status reload() {
        live.reload();
        return status();
    }

    /** Ends the watching of the source. Decisions under way, and later ones, still work. */
    @Override
    public void close() {
        live.close();
    }

    /** Collects what an engine needs; only the policies are required. Not for use by several threads. */
    public static final class Builder {
        private @Nullable PolicySource source;
        private String defaultPolicyVersion = "default";
        private String defaultScope = "";
        private boolean lenientScopeSearch;
        private boolean strictEvaluation;
        private SchemaEnforcement schemaEnforcement = SchemaEnforcement.NONE;
        private Budget budget = Budget.DEFAULT;
        private final Map<String, @Nullable Object> globals = new LinkedHashMap<>();
        private LiveOptions liveOptions = LiveOptions.DEFAULT;
        private InstantSource clock = InstantSource.system();
        private @Nullable DecisionListener listener;

        private Builder() {}

        public Builder policies(PolicySource policies) {
            source = policies;
            return this;
        }

        /** Version of the policies for requests that name none; {@code default} unless set. */
        public Builder defaultPolicyVersion(String version) {
            defaultPolicyVersion = version;
            return this;
        }

        /** Scope for requests that name none; the root unless set. */
        public Builder defaultScope(String scope) {
            defaultScope = scope;
            return this;
        }

        /** Whether a scope without policies falls back to those above it. */
        public Builder lenientScopeSearch(boolean lenient) {
            lenientScopeSearch = lenient;
            return this;
        }

        /** Whether a failed expression denies the action. Recommended: otherwise a DENY rule that fails is skipped. */
        public Builder strictEvaluation(boolean strict) {
            strictEvaluation = strict;
            return this;
        }

        public Builder schemaEnforcement(SchemaEnforcement enforcement) {
            schemaEnforcement = enforcement;
            return this;
        }

        /** What each decision may cost. */
        public Builder budget(Budget perDecision) {
            budget = perDecision;
            return this;
        }

        /**
         * Adds a value that expressions see as {@code G.name}.
         *
         * @param value null, a string, boolean, number, list or map of strings to those; whole numbers stay whole
         * @throws IllegalArgumentException if expressions could not name it, or not work with its value
         */
        public Builder global(String name, @Nullable Object value) {
            if (RuleTableCompiler.isInvalidName(name)) {
                throw new IllegalArgumentException("`" + name + "` is not allowed as the name of a global");
            }
            globals.put(name, JavaValue.toCel(value));
            return this;
        }

        /** How changes of the source are followed. */
        public Builder live(LiveOptions options) {
            liveOptions = options;
            return this;
        }

        /** Where {@code now()} comes from. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        public Builder listener(DecisionListener decisionListener) {
            listener = decisionListener;
            return this;
        }

        private static Outcome<Checker> checker(Outcome<RuleTable> outcome, CheckSettings settings) {
            return switch (outcome) {
                case Outcome.Accepted<RuleTable> a ->
                    new Outcome.Accepted<>(new Checker(a.value(), settings), a.warnings());
                case Outcome.Rejected<RuleTable> r -> new Outcome.Rejected<>(r.diagnostics());
            };
        }

        /**
         * Loads the policies and starts to follow their changes.
         *
         * @throws PolicySetRejectedException if they cannot be used
         * @throws IllegalStateException if no policies were given
         * @throws IllegalArgumentException if a setting is out of range
         */
        public Verdict build() {
            if (source == null) {
                throw new IllegalStateException("an engine needs policies: call policies(...)");
            }
            CheckSettings settings = new CheckSettings(
                    defaultPolicyVersion,
                    Objects.requireNonNull(defaultScope, "defaultScope"),
                    lenientScopeSearch,
                    strictEvaluation,
                    schemaEnforcement,
                    budget);
            RuleTableCompiler compiler = new RuleTableCompiler(globals, schemaEnforcement != SchemaEnforcement.NONE);
            return switch (LiveSet.start(source, tree -> checker(compiler.compile(tree), settings), liveOptions)) {
                case Start.Started<Checker> started -> new Verdict(started.set(), settings, clock, listener);
                case Start.Refused<Checker> refused -> throw new PolicySetRejectedException(refused.diagnostics());
            };
        }
    }
}
