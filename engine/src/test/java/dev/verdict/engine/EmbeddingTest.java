package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.source.PolicySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines beside each other in one JVM, as applications embed them. */
class EmbeddingTest {
    private static final int THREADS = 6;
    private static final int CHECKS = 2_000;

    @TempDir
    private Path folder;

    @Test
    void enginesWithDifferentPoliciesDoNotMix() throws Exception {
        try (Verdict lower = Verdict.builder()
                        .policies(PolicySource.memory(Map.of("doc.yaml", policies("<"))))
                        .global("limit", 10)
                        .build();
                Verdict higher = Verdict.builder()
                        .policies(PolicySource.memory(Map.of("doc.yaml", policies(">"))))
                        .global("limit", 20)
                        .build();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            CountDownLatch start = new CountDownLatch(THREADS);
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int shift = i;
                Callable<Integer> work = () -> {
                    start.countDown();
                    start.await();
                    return wrongAnswers(lower, higher, shift);
                };
                wrong.add(threads.submit(work));
            }
            for (Future<Integer> count : wrong) {
                assertThat(count.get()).isZero();
            }
        }
    }

    private static int wrongAnswers(Verdict lower, Verdict higher, int shift) {
        int wrong = 0;
        for (int i = 0; i < CHECKS; i++) {
            int n = (i + shift) % 31;
            wrong += lower.check(request(n)).isAllowed("view") == (n < 10) ? 0 : 1;
            wrong += higher.check(request(n)).isAllowed("view") == (n > 20) ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void aClosedEngineLeavesNoThreadAndStillDecides() throws Exception {
        Files.writeString(folder.resolve("doc.yaml"), policies(">"));
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Verdict verdict = Verdict.builder()
                .policies(PolicySource.disk(folder))
                .global("limit", 20)
                .build();
        Set<Thread> own = new HashSet<>(Thread.getAllStackTraces().keySet());
        own.removeAll(before);
        assertThat(own).extracting(Thread::getName).contains("verdict-live");

        verdict.close();
        verdict.close();

        for (Thread thread : own) {
            assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
        }
        assertThat(verdict.check(request(21)).isAllowed("view")).isTrue();
    }

    private static CheckRequest request(int n) {
        return CheckRequest.of(Principal.of("ann", "user").build())
                .resource(Resource.of("doc", "d1").attr("n", n).build(), "view")
                .build();
    }

    private static String policies(String comparison) {
        return """
                apiVersion: api.cerbos.dev/v1
                resourcePolicy:
                  resource: doc
                  version: default
                  variables: { local: { open: "R.attr.n %s G.limit" } }
                  rules: [ { actions: [view], effect: EFFECT_ALLOW, roles: [user], condition: { match: { expr: V.open } } } ]
                """.formatted(comparison);
    }
}
