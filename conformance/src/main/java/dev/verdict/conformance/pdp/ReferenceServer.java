package dev.verdict.conformance.pdp;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reference binary, one process for each store. */
public final class ReferenceServer implements Starter {
    private final Path binary;

    /** Runs the executable at {@code binary}. */
    public ReferenceServer(Path binary) {
        this.binary = binary;
    }

    @Override
    public Launch start(Map<String, String> files, Map<String, @Nullable Object> settings) {
        StoreFolder folder = StoreFolder.of(files);
        int http = ServerProcess.freePort();
        int grpc = ServerProcess.freePort();
        Path config = folder.configuration(http, grpc, settings);
        ServerProcess process = ServerProcess.start(
                List.of(binary.toString(), "server", "--config=" + config), log(config), http, grpc);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        if (process.awaitHealth(client)) {
            Pdp pdp = new HttpPdp(client, process.base(), () -> {
                client.shutdownNow();
                process.close();
                folder.close();
            });
            return new Launch.Running(pdp, process.base(), process.grpcTarget());
        }
        process.close();
        String log = process.log();
        folder.close();
        return new Launch.Refused(log);
    }

    private static Path log(Path config) {
        return config.resolveSibling("server.log");
    }
}
