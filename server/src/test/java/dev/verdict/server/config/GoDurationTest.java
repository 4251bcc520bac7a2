package dev.verdict.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "300ms, PT0.3S",
        "1h30m, PT1H30M",
        "1.5s, PT1.5S",
        "-2s, PT-2S",
        "+1m, PT1M",
        "10us, PT0.00001S",
        "7ns, PT0.000000007S",
        "1h1m1s1ms, PT1H1M1.001S",
        ".5s, PT0.5S"
    })
    void readsWhatTheReferenceReads(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1d", "1 s", "-", "1..5s", "9999999999h", "1s2", "1e3s"})
    void refusesTheRest(String text) {
        assertThat(GoDuration.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT10M, 10m", "PT1H30M, 1h30m", "PT0.05S, 50ms", "PT0.000000001S, 1ns", "PT2M, 2m"})
    void writesThemShort(Duration duration, String text) {
        assertThat(GoDuration.format(duration)).isEqualTo(text);
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }
}
