package dev.verdict.kinde.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
import dev.verdict.kinde.enrich.EnrichmentResult.Enriched;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import dev.verdict.kinde.identity.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnrichmentRaceTest {
    private static final int VERSIONS = 100;
    private static final int READERS = 4;

    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final List<CountDownLatch> asked = latches();
    private final List<CountDownLatch> outdated = latches();

    private static List<CountDownLatch> latches() {
        return Stream.generate(() -> new CountDownLatch(1)).limit(VERSIONS + 1).toList();
    }

    /** Each answer is held back until what it says has been dropped, and must then reach only those who asked before. */
    @Test
    void whoAsksAfterADropNeverSeesWhatWasBeforeIt() throws Exception {
        outdated.get(VERSIONS).countDown();
        try (KindeStub kinde = new KindeStub().on("/account_api/v1/permissions", this::answer);
                Enrichment enrichment =
                        Enrichment.start(settings(kinde), new HandTime(Duration.ofMillis(50)).timing());
                var threads = Executors.newFixedThreadPool(READERS)) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> read(enrichment)));
            }
            for (int version = 1; version <= VERSIONS; version++) {
                served.set(version);
                enrichment.dropUser("kp_1");
                dropped.set(version);
                outdated.get(version - 1).countDown();
                assertThat(asked.get(version).await(30, TimeUnit.SECONDS)).isTrue();
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        int version = served.get();
        asked.get(version).countDown();
        try {
            outdated.get(version).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        KindeStub.send(exchange, 200, "{\"data\":{\"permissions\":[{\"id\":\"p\",\"key\":\"" + version + "\"}]}}");
    }

    private int read(Enrichment enrichment) throws Exception {
        int reads = 0;
        do {
            seen(enrichment);
            reads++;
        } while (dropped.get() < VERSIONS);
        seen(enrichment);
        return reads;
    }

    private void seen(Enrichment enrichment) throws Exception {
        Identity bo = People.stripped("kp_1", "org_1");
        int least = dropped.get();
        EnrichmentResult result =
                enrichment.enrich(bo, "t").toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(result).isInstanceOf(Enriched.class);
        String version = ((Enriched) result).identity().permissions().value().get(0);
        assertThat(Integer.parseInt(version)).isGreaterThanOrEqualTo(least);
    }

    private static EnrichmentSettings settings(KindeStub kinde) {
        return EnrichmentSettings.builder(People.ISSUER)
                .host(kinde.url())
                .claim(Claim.PERMISSIONS, When.ALWAYS, From.ACCOUNT_API)
                .build();
    }
}
