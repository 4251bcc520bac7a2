package dev.verdict.cli.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.config.StorageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of changes of the policies. */
class ReloadMetricsTest {
    private static final ListenAddress ANY_PORT = new ListenAddress.Tcp("127.0.0.1", 0);

    @TempDir
    Path policies = Path.of("");

    @Test
    void compilationsAndRefusedChangesAreCounted() throws Exception {
        write("resourcePolicy: { resource: album, version: default }");
        Configuration configuration = Configuration.of(new StorageSettings(policies, true))
                .withServer(ServerSettings.DEFAULT.withAddresses(ANY_PORT, ANY_PORT));
        try (DecisionServer server = DecisionServer.open(configuration)) {
            assertThat(metrics(server))
                    .contains("cerbos_dev_compiler_compile_duration_milliseconds_count{status=\"success\"} 1\n")
                    .contains("verdict_reload_failures_total 0.0\n");

            write("resourcePolicy: { resourc: album, version: default }");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(metrics(server))
                            .contains("cerbos_dev_compiler_compile_duration_milliseconds_count{status=\"failure\"} 1\n")
                            .contains("verdict_reload_failures_total 1.0\n"));
        }
    }

    private void write(String policy) throws IOException {
        Files.writeString(policies.resolve("album.yaml"), "apiVersion: api.cerbos.dev/v1\n" + policy + "\n");
    }

    private static String metrics(DecisionServer server) throws IOException {
        URI uri = URI.create("http://" + server.httpAddress().text() + "/_cerbos/metrics");
        try (InputStream answer = uri.toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
