package dev.verdict.kinde.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
import dev.verdict.kinde.enrich.EnrichmentResult.Enriched;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import dev.verdict.kinde.identity.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EnrichmentRaceTest {
    private static final int VERSIONS = 100;
    private static final int READERS = 4;

    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    /** Permissions change, the webhook drops them, and from then on every request sees the new ones. */
    @Test
    void whoAsksAfterADropNeverSeesWhatWasBeforeIt() throws Exception {
        try (KindeStub kinde = new KindeStub();
                Enrichment enrichment =
                        Enrichment.start(settings(kinde), new HandTime(Duration.ofMillis(50)).timing());
                var threads = Executors.newFixedThreadPool(READERS)) {
            kinde.on(
                    "/account_api/v1/permissions",
                    exchange -> KindeStub.send(
                            exchange,
                            200,
                            "{\"data\":{\"permissions\":[{\"id\":\"p\",\"key\":\"" + served.get() + "\"}]}}"));
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> read(enrichment)));
            }
            for (int version = 1; version <= VERSIONS; version++) {
                served.set(version);
                enrichment.dropUser("kp_1");
                dropped.set(version);
                seen(enrichment);
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    private int read(Enrichment enrichment) throws Exception {
        int reads = 0;
        while (dropped.get() < VERSIONS) {
            seen(enrichment);
            reads++;
        }
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
