package dev.verdict.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code server}: ports and what may pass through them.
 *
 * @param unixSocketMode permission bits of unix sockets, the low nine only
 * @param tls certificate for both ports, or null for plain text
 * @param metricsEnabled whether {@code /_cerbos/metrics} exists
 * @param apiExplorerEnabled whether the page at {@code /} exists
 * @param logRequestPayloads whether request and response bodies are logged
 */
public record ServerSettings(
        ListenAddress httpAddress,
        ListenAddress grpcAddress,
        int unixSocketMode,
        @Nullable Tls tls,
        Cors cors,
        boolean metricsEnabled,
        boolean apiExplorerEnabled,
        boolean logRequestPayloads,
        RequestLimits requestLimits,
        Http http,
        Grpc grpc) {
    public static final ServerSettings DEFAULT = new ServerSettings(
            new ListenAddress.Tcp("", 3592),
            new ListenAddress.Tcp("", 3593),
            0766,
            null,
            Cors.DEFAULT,
            true,
            true,
            false,
            RequestLimits.DEFAULT,
            Http.DEFAULT,
            Grpc.DEFAULT);

    public ServerSettings {
        Objects.requireNonNull(httpAddress, "httpAddress");
        Objects.requireNonNull(grpcAddress, "grpcAddress");
        Objects.requireNonNull(cors, "cors");
        Objects.requireNonNull(requestLimits, "requestLimits");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(grpc, "grpc");
    }

    /** The same settings on other addresses. */
    public ServerSettings withAddresses(ListenAddress httpAddress, ListenAddress grpcAddress) {
        return new ServerSettings(
                httpAddress,
                grpcAddress,
                unixSocketMode,
                tls,
                cors,
                metricsEnabled,
                apiExplorerEnabled,
                logRequestPayloads,
                requestLimits,
                http,
                grpc);
    }

    /** These settings with TLS, or without it if {@code files} is null. */
    public ServerSettings withTls(@Nullable Tls files) {
        return new ServerSettings(
                httpAddress,
                grpcAddress,
                unixSocketMode,
                files,
                cors,
                metricsEnabled,
                apiExplorerEnabled,
                logRequestPayloads,
                requestLimits,
                http,
                grpc);
    }

    /**
     * Certificate and key in PEM, watched and loaded again when they change.
     *
     * @param clientCa authorities of client certificates, or null; a client without a certificate is still accepted
     */
    public record Tls(Path certificate, Path key, @Nullable Path clientCa) {
        public Tls {
            Objects.requireNonNull(certificate, "certificate");
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * Cross-origin requests of browsers.
     *
     * @param allowedOrigins empty for any origin
     * @param allowedHeaders lower case
     */
    public record Cors(boolean enabled, List<String> allowedOrigins, List<String> allowedHeaders) {
        public static final Cors DEFAULT =
                new Cors(true, List.of(), List.of("accept", "content-type", "user-agent", "x-requested-with"));

        public Cors {
            allowedOrigins = List.copyOf(allowedOrigins);
            allowedHeaders = List.copyOf(allowedHeaders);
        }
    }

    /** How much one request may ask. */
    public record RequestLimits(int maxActionsPerResource, int maxResourcesPerRequest) {
        public static final RequestLimits DEFAULT = new RequestLimits(50, 50);
    }

    /** Time limits of HTTP connections. */
    public record Http(Duration readTimeout, Duration readHeaderTimeout, Duration writeTimeout, Duration idleTimeout) {
        public static final Http DEFAULT = new Http(
                Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(120));

        public Http {
            Objects.requireNonNull(readTimeout, "readTimeout");
            Objects.requireNonNull(readHeaderTimeout, "readHeaderTimeout");
            Objects.requireNonNull(writeTimeout, "writeTimeout");
            Objects.requireNonNull(idleTimeout, "idleTimeout");
        }
    }

    /**
     * Limits of gRPC connections.
     *
     * @param maxMessageBytes also bounds HTTP bodies
     * @param maxConcurrentStreams 0 for no limit
     */
    public record Grpc(
            int maxMessageBytes, Duration maxConnectionAge, Duration connectionTimeout, long maxConcurrentStreams) {
        public static final Grpc DEFAULT =
                new Grpc(4 * 1024 * 1024, Duration.ofMinutes(10), Duration.ofSeconds(60), 1024);

        public Grpc {
            Objects.requireNonNull(maxConnectionAge, "maxConnectionAge");
            Objects.requireNonNull(connectionTimeout, "connectionTimeout");
        }
    }
}
