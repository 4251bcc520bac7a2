package dev.verdict.server.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.verdict.server.health.Health;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code grpc.health.v1.Health}: Check, List and Watch. */
final class HealthService {
    private static final String PATH = "/grpc.health.v1.Health/";
    private static final int SERVICE = 1;
    private static final int STATUS = 1;
    private static final int STATUSES = 1;
    private static final int SERVING = 1;
    private static final int NOT_SERVING = 2;
    private static final int SERVICE_UNKNOWN = 3;

    private HealthService() {}

    static Map<String, GrpcMethod> methods(Health health) {
        return Map.of(
                PATH + "Check", stream -> new Check(stream, health),
                PATH + "List", stream -> new ListAll(stream, health),
                PATH + "Watch", stream -> new Watch(stream, health));
    }

    /** A call with one request message. */
    private abstract static class OneRequest implements GrpcMethod.Calls {
        final GrpcStream stream;
        private byte @Nullable [] request;

        OneRequest(GrpcStream stream) {
            this.stream = stream;
        }

        @Override
        public final void message(byte[] message) {
            request = message;
        }

        @Override
        public final void halfClosed() {
            byte[] body = request;
            if (body == null) {
                stream.fail(ApiError.of(StatusCode.INTERNAL, "the call has no request message"));
                return;
            }
            try {
                answer(service(body));
            } catch (IOException e) {
                stream.fail(ApiError.of(StatusCode.INTERNAL, "the request message is not valid"));
            }
        }

        abstract void answer(String service);

        @Override
        public void cancelled() {}
    }

    private static final class Check extends OneRequest {
        private final Health health;

        Check(GrpcStream stream, Health health) {
            super(stream);
            this.health = health;
        }

        @Override
        void answer(String service) {
            stream.putVersion();
            if (health.knows(service)) {
                stream.answer(response(health.isServing() ? SERVING : NOT_SERVING));
            } else {
                stream.fail(ApiError.of(StatusCode.NOT_FOUND, "unknown service"));
            }
        }
    }

    private static final class ListAll extends OneRequest {
        private final Health health;

        ListAll(GrpcStream stream, Health health) {
            super(stream);
            this.health = health;
        }

        @Override
        void answer(String service) {
            byte[] status = response(health.isServing() ? SERVING : NOT_SERVING);
            stream.putVersion();
            stream.answer(Messages.write(out -> {
                TreeSet<String> names = new TreeSet<>(health.services());
                names.add("");
                for (String name : names) {
                    byte[] entry = Messages.write(map -> {
                        map.writeString(1, name);
                        map.writeByteArray(2, status);
                    });
                    out.writeByteArray(STATUSES, entry);
                }
            }));
        }
    }

    /** Tells the status now and whenever it changes, until the client has enough. */
    private static final class Watch extends OneRequest {
        private final Health health;
        private final Consumer<Boolean> watcher;

        Watch(GrpcStream stream, Health health) {
            super(stream);
            this.health = health;
            watcher = serving -> stream.onEventLoop(() -> {
                stream.send(response(serving ? SERVING : NOT_SERVING));
                if (!serving) {
                    // Nothing follows, and an open stream would hold up the shutdown.
                    stream.fail(ApiError.of(StatusCode.UNAVAILABLE, "the server is shutting down"));
                    cancelled();
                }
            });
        }

        @Override
        void answer(String service) {
            stream.watchClient();
            if (!health.knows(service)) {
                stream.send(response(SERVICE_UNKNOWN));
                return;
            }
            stream.send(response(health.isServing() ? SERVING : NOT_SERVING));
            health.watch(watcher);
        }

        @Override
        public void cancelled() {
            health.unwatch(watcher);
        }
    }

    private static String service(byte[] request) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(request);
        String service = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (SERVICE << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                service = in.readStringRequireUtf8();
            } else if (!in.skipField(tag)) {
                break;
            }
        }
        return service;
    }

    private static byte[] response(int status) {
        return Messages.write(out -> out.writeEnum(STATUS, status));
    }
}
