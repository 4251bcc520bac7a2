package dev.verdict.server.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.verdict.server.call.ApiMethod;
import dev.verdict.server.call.GrpcTimeout;
import dev.verdict.server.health.Health;
import dev.verdict.server.metrics.CallMetrics;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the method of a gRPC request. Immutable, used by all event loops. */
public final class GrpcServer implements Handler<HttpServerRequest> {
    private static final String CONTENT_TYPE = "application/grpc";
    private static final String PROTOBUF_CONTENT_TYPE = "application/grpc+proto";
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final Map<String, GrpcMethod> methods;
    private final int maxMessageBytes;
    private final CharSequence version;
    private final Function<ApiError, byte[]> statusEncoder;

    private GrpcServer(
            Map<String, GrpcMethod> methods,
            int maxMessageBytes,
            String version,
            Function<ApiError, byte[]> statusEncoder) {
        this.methods = Map.copyOf(methods);
        this.maxMessageBytes = maxMessageBytes;
        this.version = HttpHeaders.createOptimized(version);
        this.statusEncoder = statusEncoder;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects the methods. Not for use by several threads. */
    public static final class Builder {
        private final Map<String, GrpcMethod> methods = new HashMap<>();

        private Builder() {}

        /**
         * Adds a method of the API.
         *
         * @param name service and method, as in {@code cerbos.svc.v1.CerbosService/CheckResources}
         */
        public Builder unary(String name, ApiMethod method, CallMetrics metrics) {
            methods.put("/" + name, new UnaryMethod(method, metrics));
            return this;
        }

        /** Adds {@code grpc.health.v1.Health}. */
        public Builder health(Health health) {
            methods.putAll(HealthService.methods(health));
            return this;
        }

        /** Adds server reflection. */
        public Builder reflection(List<FileDescriptor> files) {
            methods.putAll(ReflectionService.methods(files));
            return this;
        }

        public GrpcServer build(int maxMessageBytes, String version, Function<ApiError, byte[]> statusEncoder) {
            return new GrpcServer(methods, maxMessageBytes, version, statusEncoder);
        }
    }

    /** Whether {@code request} is for a gRPC server. */
    public static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(CONTENT_TYPE);
    }

    int maxMessageBytes() {
        return maxMessageBytes;
    }

    CharSequence version() {
        return version;
    }

    byte[] encodeStatus(ApiError error) {
        return statusEncoder.apply(error);
    }

    @Override
    public void handle(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (!CONTENT_TYPE.equals(type) && !PROTOBUF_CONTENT_TYPE.equals(type)) {
            var unused = request.response()
                    .setStatusCode(UNSUPPORTED_MEDIA_TYPE)
                    .end("this port speaks gRPC with protobuf messages only\n");
            return;
        }
        long timeout = Long.MAX_VALUE;
        ApiError fault = null;
        if (!request.method().equals(HttpMethod.POST)) {
            fault = ApiError.of(StatusCode.INTERNAL, "gRPC calls are POST requests");
        }
        String timeoutText = request.getHeader("grpc-timeout");
        if (timeoutText != null) {
            try {
                timeout = GrpcTimeout.nanos(timeoutText);
            } catch (IllegalArgumentException e) {
                fault = ApiError.of(StatusCode.INTERNAL, "malformed grpc-timeout");
            }
        }
        String encoding = request.getHeader("grpc-encoding");
        boolean gzip = "gzip".equals(encoding);
        if (!gzip && encoding != null && !encoding.equals("identity")) {
            fault = ApiError.of(
                    StatusCode.UNIMPLEMENTED,
                    "grpc: Decompressor is not installed for grpc-encoding \"" + encoding + "\"");
            request.response().putHeader("grpc-accept-encoding", "identity,gzip");
        }
        GrpcMethod method = methods.get(request.path());
        if (method == null && fault == null) {
            fault = ApiError.of(StatusCode.UNIMPLEMENTED, "Unknown service");
        }
        new GrpcStream(request, this, gzip, timeout).run(fault == null && method != null ? method : failing(fault));
    }

    private static GrpcMethod failing(@Nullable ApiError fault) {
        ApiError error = fault == null ? ApiError.of(StatusCode.UNIMPLEMENTED, "Unknown service") : fault;
        return stream -> {
            stream.fail(error);
            return Ignored.CALLS;
        };
    }

    private enum Ignored implements GrpcMethod.Calls {
        CALLS;

        @Override
        public void message(byte[] message) {}

        @Override
        public void halfClosed() {}

        @Override
        public void cancelled() {}
    }
}
