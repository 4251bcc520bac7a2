package dev.verdict.kinde.emulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.emulator.control.Faults.ApiFault;
import dev.verdict.kinde.emulator.control.Faults.KeysFault;
import dev.verdict.kinde.emulator.http.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final URI SELF = URI.create("http://127.0.0.1:1/.well-known/jwks");

    private final Faults faults = new Faults();
    private final Response right = Response.json(200, Map.of());

    @Test
    void slowAnswersAreRightButLate() {
        faults.slowness(Duration.ofHours(1));
        faults.keys(KeysFault.SLOW, 1);
        faults.api(ApiFault.SLOW, 1);

        assertThat(faults.onKeys(right, SELF)).isEqualTo(right.delayed(Duration.ofHours(1)));
        assertThat(faults.onApi(() -> right)).isEqualTo(right.delayed(Duration.ofHours(1)));
        assertThat(faults.onKeys(right, SELF)).isEqualTo(right);
    }

    @Test
    void aRefusedRequestHasNoEffect() {
        var effects = new AtomicInteger();
        faults.api(ApiFault.RATE_LIMITED, 2);

        for (int i = 0; i < 3; i++) {
            faults.onApi(() -> {
                effects.incrementAndGet();
                return right;
            });
        }

        assertThat(effects).hasValue(1);
    }

    @Test
    void aFaultForEverEndsWithAReset() {
        faults.keys(KeysFault.DOWN, Faults.FOR_EVER);
        for (int i = 0; i < 100; i++) {
            assertThat(faults.onKeys(right, SELF).status()).isEqualTo(503);
        }

        faults.reset();

        assertThat(faults.onKeys(right, SELF)).isEqualTo(right);
    }
}
