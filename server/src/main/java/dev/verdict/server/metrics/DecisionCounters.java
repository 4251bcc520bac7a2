package dev.verdict.server.metrics;

import dev.verdict.engine.decision.Effect;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts decisions by effect and resource kind. Kinds come from requests, so only those that a policy knows are counted by
 * name, and only so many. Safe for use by several threads.
 */
final class DecisionCounters {
    private static final int MAX_KINDS = 500;

    private final MeterRegistry registry;
    private final Map<String, OfKind> byKind = new ConcurrentHashMap<>();
    private final OfKind others;

    DecisionCounters(MeterRegistry registry) {
        this.registry = registry;
        others = new OfKind("");
    }

    OfKind unknown() {
        return others;
    }

    OfKind of(String kind) {
        @Nullable OfKind found = byKind.get(kind);
        if (found != null) {
            return found;
        }
        return byKind.size() < MAX_KINDS ? byKind.computeIfAbsent(kind, OfKind::new) : others;
    }

    /** Of one kind. */
    final class OfKind {
        private final Counter allow;
        private final Counter deny;

        private OfKind(String kind) {
            allow = counter("allow", kind);
            deny = counter("deny", kind);
        }

        void count(Effect effect) {
            (effect == Effect.ALLOW ? allow : deny).increment();
        }
    }

    private Counter counter(String effect, String kind) {
        return Counter.builder("verdict.decisions")
                .description("Decisions on actions; kinds that no policy knows have no name")
                .tag("effect", effect)
                .tag("kind", kind)
                .register(registry);
    }
}
