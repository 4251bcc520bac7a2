package dev.verdict.cli.health;

import dev.verdict.server.config.ListenAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One health check of one server. */
public final class HealthProbe {
    private static final String SERVICE = "cerbos.svc.v1.CerbosService";
    private static final byte[] SERVING = {8, 1};
    private static final int FRAME_HEADER = 5;
    private static final int HTTPS_PORT = 443;

    private final Target target;

    public HealthProbe(Target target) {
        this.target = Objects.requireNonNull(target, "target");
    }

    /**
     * Whom to ask.
     *
     * @param authorities certificates that the server's must come from, or null for those of the JDK
     * @param insecure whether any certificate will do
     */
    public record Target(
            ListenAddress address, boolean tls, @Nullable Path authorities, boolean insecure, Duration timeout) {}

    /**
     * What the server said.
     *
     * @param text for the person who asked: the state, or why there is none
     */
    public record Answer(boolean serving, String text) {}

    /** Asks over HTTP or over gRPC; never longer than the target's timeout. */
    public Answer ask(boolean http) {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(options(http));
            Future<Answer> answer = http ? askHttp(client) : askGrpc(client);
            return answer.toCompletionStage()
                    .toCompletableFuture()
                    .get(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer(false, "no answer from " + target.address().text() + " in time");
        } catch (ExecutionException e) {
            return new Answer(false, "cannot ask " + target.address().text() + ": " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        } finally {
            vertx.close();
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage());
    }

    private HttpClientOptions options(boolean http) {
        var options = new HttpClientOptions()
                .setConnectTimeout(
                        (int) Math.min(Integer.MAX_VALUE, target.timeout().toMillis()))
                .setSsl(target.tls())
                .setTrustAll(target.insecure())
                .setVerifyHost(!target.insecure());
        Path authorities = target.authorities();
        if (authorities != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(authorities.toString()));
        }
        if (!http) {
            options.setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false)
                    .setUseAlpn(true)
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2));
        }
        return options;
    }

    private RequestOptions request(HttpMethod method, String path) {
        var request = new RequestOptions().setMethod(method).setURI(path).setSsl(target.tls());
        return switch (target.address()) {
            case ListenAddress.Tcp tcp ->
                request.setHost(tcp.host().isEmpty() ? "127.0.0.1" : tcp.host()).setPort(tcp.port());
            // with TLS the client makes an address of host and port even for a domain socket, and hangs without a port
            case ListenAddress.UnixSocket socket ->
                request.setHost("localhost")
                        .setPort(HTTPS_PORT)
                        .setServer(
                                SocketAddress.domainSocketAddress(socket.path().toString()));
        };
    }

    private Future<Answer> askHttp(HttpClient client) {
        return client.request(request(HttpMethod.GET, "/_cerbos/health?service=" + SERVICE))
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> {
                    String text = body.toString(StandardCharsets.UTF_8).strip();
                    return new Answer(
                            response.statusCode() == 200, text.isEmpty() ? "status " + response.statusCode() : text);
                }));
    }

    private Future<Answer> askGrpc(HttpClient client) {
        byte[] service = SERVICE.getBytes(StandardCharsets.UTF_8);
        Buffer message = Buffer.buffer()
                .appendByte((byte) 0)
                .appendInt(service.length + 2)
                .appendByte((byte) 0x0a)
                .appendByte((byte) service.length)
                .appendBytes(service);
        return client.request(request(HttpMethod.POST, "/grpc.health.v1.Health/Check"))
                .compose(request -> request.putHeader("content-type", "application/grpc")
                        .putHeader("te", "trailers")
                        .send(message))
                .compose(response -> response.body().map(body -> grpcAnswer(response, body)));
    }

    private static Answer grpcAnswer(HttpClientResponse response, Buffer body) {
        String status = response.getTrailer("grpc-status");
        if (status == null) {
            status = response.getHeader("grpc-status");
        }
        if (!"0".equals(status)) {
            String message = response.getTrailer("grpc-message");
            return new Answer(
                    false, "the server answered with gRPC status " + status + (message == null ? "" : ": " + message));
        }
        boolean serving = body.length() == FRAME_HEADER + SERVING.length
                && body.getByte(FRAME_HEADER) == SERVING[0]
                && body.getByte(FRAME_HEADER + 1) == SERVING[1];
        return new Answer(serving, serving ? "SERVING" : "NOT_SERVING");
    }
}
