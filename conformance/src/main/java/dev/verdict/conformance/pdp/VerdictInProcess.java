package dev.verdict.conformance.pdp;

import dev.verdict.cli.serving.DecisionServer;
import dev.verdict.engine.PolicySetRejectedException;
import dev.verdict.server.config.ConfigurationLoader;
import dev.verdict.server.config.ConfigurationResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdict with both its ports, in this JVM. */
public final class VerdictInProcess implements Starter {
    @Override
    public Launch start(Map<String, String> files, Map<String, @Nullable Object> settings) {
        StoreFolder folder = StoreFolder.of(files);
        Path config = folder.configuration(0, 0, settings);
        ConfigurationResult result =
                new ConfigurationLoader(Map.of(), folder.policies()).load(config.toString(), List.of());
        if (!(result instanceof ConfigurationResult.Loaded loaded)) {
            folder.close();
            return new Launch.Refused(result.toString());
        }
        try {
            DecisionServer server = DecisionServer.open(loaded.configuration());
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            URI base = URI.create("http://" + server.httpAddress().text());
            Pdp pdp = new HttpPdp(client, base, () -> {
                client.shutdownNow();
                server.close();
                folder.close();
            });
            return new Launch.Running(pdp, base, server.grpcAddress().text());
        } catch (PolicySetRejectedException e) {
            folder.close();
            return new Launch.Refused(String.valueOf(e.getMessage()));
        }
    }
}
