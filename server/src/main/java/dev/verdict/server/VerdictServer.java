package dev.verdict.server;

import dev.verdict.server.call.Api;
import dev.verdict.server.call.BearerCheck;
import dev.verdict.server.call.DecisionLog;
import dev.verdict.server.call.Decisions;
import dev.verdict.server.call.ServerInfo;
import dev.verdict.server.call.SlowLane;
import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.grpc.GrpcServer;
import dev.verdict.server.health.Health;
import dev.verdict.server.http.HttpApi;
import dev.verdict.server.http.OperatorPages;
import dev.verdict.server.metrics.CallMetrics;
import dev.verdict.server.metrics.Metrics;
import dev.verdict.server.net.Listeners;
import dev.verdict.server.token.KindeService;
import dev.verdict.server.token.WebhookReceiver;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.proto.svc.Svc;
import dev.verdict.wire.protobuf.ProtobufEncoder;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running decision point: both ports open, until {@link #close}. Thread-safe.
 *
 * <pre>{@code
 * try (Verdict verdict = Verdict.builder().policies(source).build();
 *         VerdictServer server = VerdictServer.start(ServerParts.of(settings, verdict))) {
 *     ...
 * }
 * }</pre>
 */
public final class VerdictServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.server");
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
    private static final int MAX_JSON_DEPTH = 100;

    private final Listeners listeners;
    private final Health health;
    private final SlowLane slowLane;
    private final Metrics metrics;
    private final ListenAddress httpAddress;
    private final ListenAddress grpcAddress;
    private boolean closed;

    private VerdictServer(ServerParts parts, Listeners listeners) {
        this.listeners = listeners;
        ServerSettings settings = parts.settings();
        metrics = parts.metrics();
        metrics.gauge(
                "verdict.connections.open", "Connections that are open now", Tags.empty(), listeners::openConnections);
        parts.describe();
        slowLane = new SlowLane();
        health = new Health(List.of(Api.CERBOS_SERVICE, Api.AUTHZEN_SERVICE, "grpc.health.v1.Health"));
        Decisions decisions = new Decisions(
                parts.decisionPoint(), parts.budget(), slowLane, metrics, new DecisionLog(parts.celErrorLogLevel()));
        CallLimits limits = new CallLimits(
                settings.requestLimits().maxActionsPerResource(),
                settings.requestLimits().maxResourcesPerRequest(),
                MAX_JSON_DEPTH);
        ServerInfo info = new ServerInfo(Versions.API, "verdict-" + Versions.VERDICT, "");
        List<Api.Route> routes = new Api(limits, parts.tokenVerifier(), decisions, metrics, info).routes();

        Map<String, HttpApi.Endpoint> endpoints = new HashMap<>();
        GrpcServer.Builder methods = GrpcServer.builder();
        for (Api.Route route : routes) {
            CallMetrics calls = metrics.call(route.rpc());
            HttpMethod verb = route.read() ? HttpMethod.GET : HttpMethod.POST;
            endpoints.put(route.path(), new HttpApi.Endpoint(verb, route.method(), calls, false));
            methods.unary(route.rpc(), route.method(), calls);
        }
        if (parts.kinde() != null) {
            endpoints.putAll(ofKinde(parts.kinde(), limits, decisions));
        }
        GrpcServer grpc = methods.health(health)
                .reflection(List.of(Svc.getDescriptor(), dev.verdict.wire.proto.authzen.Svc.getDescriptor()))
                .build(settings.grpc().maxMessageBytes(), Versions.API, new ProtobufEncoder()::status);
        OperatorPages pages = new OperatorPages(
                health,
                parts.readiness(),
                settings.metricsEnabled() ? metrics::scrape : null,
                settings.apiExplorerEnabled());
        HttpApi http = new HttpApi(endpoints, pages, settings, metrics.http(), Versions.API);
        http.start(listeners.vertx());

        grpcAddress = listeners.open(settings.grpcAddress(), grpc);
        LOG.info("Starting gRPC server at {}", grpcAddress.text());
        httpAddress = listeners.open(settings.httpAddress(), request -> dispatch(request, http, grpc));
        LOG.info("Starting HTTP server at {}", httpAddress.text());
        listeners.watchTlsFiles();
    }

    private Map<String, HttpApi.Endpoint> ofKinde(KindeService kinde, CallLimits limits, Decisions decisions) {
        var check = new BearerCheck(limits, kinde::bearer, decisions, metrics);
        var webhooks = new WebhookReceiver(kinde);
        return Map.of(
                HttpApi.BEARER_CHECK,
                new HttpApi.Endpoint(HttpMethod.POST, check, metrics.call("verdict.kinde/Check"), true),
                "/verdict/kinde/webhooks",
                new HttpApi.Endpoint(HttpMethod.POST, webhooks, metrics.call("verdict.kinde/Webhook"), false));
    }

    /**
     * Opens the ports.
     *
     * @throws dev.verdict.server.net.ServerStartException if one cannot be opened, or the TLS files cannot be used
     */
    public static VerdictServer start(ServerParts parts) {
        return start(parts.settings(), () -> parts);
    }

    /**
     * As {@link #start(ServerParts)}; what can be got ready without the parts is, while {@code parts} makes them, because
     * both take a good part of a start.
     *
     * @param parts called once, by the calling thread; what it throws is thrown
     */
    public static VerdictServer start(ServerSettings settings, Supplier<ServerParts> parts) {
        CompletableFuture<Listeners> listeners = CompletableFuture.supplyAsync(() -> new Listeners(settings));
        try {
            return new VerdictServer(parts.get(), joined(listeners));
        } catch (RuntimeException e) {
            // A server that does not start leaves nothing behind, not even later.
            var unused = listeners.thenAccept(Listeners::close);
            throw e;
        }
    }

    private static Listeners joined(CompletableFuture<Listeners> listeners) {
        try {
            return listeners.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void dispatch(HttpServerRequest request, HttpApi http, GrpcServer grpc) {
        if (request.version() == HttpVersion.HTTP_2 && GrpcServer.isGrpc(request)) {
            grpc.handle(request);
        } else {
            http.handle(request);
        }
    }

    /** Where HTTP listens, with the port that it got. */
    public ListenAddress httpAddress() {
        return httpAddress;
    }

    /** Where gRPC listens, with the port that it got. */
    public ListenAddress grpcAddress() {
        return grpcAddress;
    }

    /** Tells probes that it does not serve any more, lets running calls finish for up to 30 seconds, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        LOG.info("Shutting down");
        health.drain();
        listeners.drain(DRAIN_LIMIT);
        slowLane.close();
        listeners.close();
        LOG.info("Shutdown complete");
    }
}
