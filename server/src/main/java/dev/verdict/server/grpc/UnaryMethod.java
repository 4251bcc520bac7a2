package dev.verdict.server.grpc;

import dev.verdict.server.call.ApiMethod;
import dev.verdict.server.call.Encoding;
import dev.verdict.server.call.Exchange;
import dev.verdict.server.metrics.CallMetrics;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import org.jspecify.annotations.Nullable;

/** A method of the API as gRPC clients call it. */
final class UnaryMethod implements GrpcMethod {
    private final ApiMethod method;
    private final CallMetrics metrics;

    UnaryMethod(ApiMethod method, CallMetrics metrics) {
        this.method = method;
        this.metrics = metrics;
    }

    @Override
    public Calls start(GrpcStream stream) {
        return new Call(stream);
    }

    private final class Call implements Calls, Exchange {
        private final GrpcStream stream;
        private byte @Nullable [] request;
        private boolean counted;

        Call(GrpcStream stream) {
            this.stream = stream;
        }

        @Override
        public void message(byte[] message) {
            if (request != null) {
                refuse(ApiError.of(StatusCode.INTERNAL, "the call has more than one request message"));
                return;
            }
            request = message;
        }

        @Override
        public void halfClosed() {
            byte[] body = request;
            if (body == null) {
                refuse(ApiError.of(StatusCode.INTERNAL, "the call has no request message"));
            } else if (stream.isPastDeadline()) {
                refuse(GrpcStream.deadlineExceeded());
            } else {
                method.answer(body, this);
            }
        }

        @Override
        public void cancelled() {
            count(stream.isPastDeadline() ? StatusCode.DEADLINE_EXCEEDED : StatusCode.CANCELLED);
        }

        private void count(StatusCode status) {
            if (!counted) {
                counted = true;
                metrics.ended(status, System.nanoTime() - stream.startedAt());
            }
        }

        @Override
        public Encoding encoding() {
            return Encoding.PROTOBUF;
        }

        @Override
        public @Nullable String header(String name) {
            return stream.header(name);
        }

        @Override
        public @Nullable String authority() {
            return stream.authority();
        }

        @Override
        public boolean isAbandoned() {
            return stream.isAbandoned();
        }

        @Override
        public void watchCaller() {
            stream.watchClient();
        }

        @Override
        public void succeed(byte[] message) {
            if (stream.isOtherThread()) {
                stream.onEventLoop(() -> succeed(message));
                return;
            }
            stream.putVersion();
            stream.answer(message);
            count(StatusCode.OK);
        }

        @Override
        public void refuse(ApiError error) {
            if (stream.isOtherThread()) {
                stream.onEventLoop(() -> refuse(error));
                return;
            }
            stream.fail(error);
            count(error.status());
        }

        @Override
        public void fail(ApiError error) {
            if (stream.isOtherThread()) {
                stream.onEventLoop(() -> fail(error));
                return;
            }
            stream.putVersion();
            refuse(error);
        }
    }
}
