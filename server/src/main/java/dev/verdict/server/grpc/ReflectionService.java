package dev.verdict.server.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.WireFormat;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import dev.verdict.wire.proto.grpc.health.HealthProto;
import dev.verdict.wire.proto.grpc.reflection.v1.ReflectionProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Server reflection, {@code v1} and {@code v1alpha}, whose messages are the same: tells tools which services there are and
 * what their messages look like. Immutable.
 */
final class ReflectionService implements GrpcMethod {
    private static final String V1 = "grpc.reflection.v1.ServerReflection";
    private static final String V1_ALPHA = "grpc.reflection.v1alpha.ServerReflection";

    private static final int HOST = 1;
    private static final int FILE_BY_NAME = 3;
    private static final int FILE_CONTAINING_SYMBOL = 4;
    private static final int LIST_SERVICES = 7;

    private static final int VALID_HOST = 1;
    private static final int ORIGINAL_REQUEST = 2;
    private static final int FILE_RESPONSE = 4;
    private static final int SERVICES_RESPONSE = 6;
    private static final int ERROR_RESPONSE = 7;

    private final Map<String, FileDescriptor> byName = new LinkedHashMap<>();
    private final Map<String, FileDescriptor> bySymbol = new HashMap<>();
    private final TreeSet<String> services = new TreeSet<>();

    private ReflectionService(List<FileDescriptor> files) {
        files.forEach(this::add);
    }

    /** The methods of a service that describes {@code files}, health and itself. */
    static Map<String, GrpcMethod> methods(List<FileDescriptor> files) {
        List<FileDescriptor> all = new ArrayList<>(files);
        all.add(HealthProto.getDescriptor());
        all.add(ReflectionProto.getDescriptor());
        all.add(dev.verdict.wire.proto.grpc.reflection.v1alpha.ReflectionProto.getDescriptor());
        ReflectionService service = new ReflectionService(all);
        return Map.of(
                "/" + V1 + "/ServerReflectionInfo", service,
                "/" + V1_ALPHA + "/ServerReflectionInfo", service);
    }

    private void add(FileDescriptor file) {
        if (byName.putIfAbsent(file.getFullName(), file) != null) {
            return;
        }
        file.getDependencies().forEach(this::add);
        for (ServiceDescriptor service : file.getServices()) {
            services.add(service.getFullName());
            bySymbol.put(service.getFullName(), file);
            for (MethodDescriptor method : service.getMethods()) {
                bySymbol.put(method.getFullName(), file);
            }
        }
        file.getMessageTypes().forEach(message -> add(message, file));
        for (EnumDescriptor type : file.getEnumTypes()) {
            bySymbol.put(type.getFullName(), file);
        }
    }

    private void add(Descriptor message, FileDescriptor file) {
        bySymbol.put(message.getFullName(), file);
        message.getFields().forEach(field -> bySymbol.put(field.getFullName(), file));
        message.getEnumTypes().forEach(type -> bySymbol.put(type.getFullName(), file));
        message.getNestedTypes().forEach(nested -> add(nested, file));
    }

    @Override
    public Calls start(GrpcStream stream) {
        return new Calls() {
            @Override
            public void message(byte[] message) {
                try {
                    stream.send(answer(message));
                } catch (IOException e) {
                    stream.fail(ApiError.of(StatusCode.INVALID_ARGUMENT, "the request message is not valid"));
                }
            }

            @Override
            public void halfClosed() {
                stream.complete();
            }

            @Override
            public void cancelled() {}
        };
    }

    private byte[] answer(byte[] request) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(request);
        String host = "";
        int kind = 0;
        String subject = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED
                    && (field == HOST
                            || field == FILE_BY_NAME
                            || field == FILE_CONTAINING_SYMBOL
                            || field == LIST_SERVICES)) {
                String text = in.readString();
                if (field == HOST) {
                    host = text;
                } else {
                    kind = field;
                    subject = text;
                }
            } else if (!in.skipField(tag)) {
                break;
            }
        }
        return response(host, request, kind, subject);
    }

    private byte[] response(String host, byte[] request, int kind, String subject) {
        return Messages.write(out -> {
            if (!host.isEmpty()) {
                out.writeString(VALID_HOST, host);
            }
            out.writeByteArray(ORIGINAL_REQUEST, request);
            switch (kind) {
                case LIST_SERVICES -> out.writeByteArray(SERVICES_RESPONSE, serviceList());
                case FILE_BY_NAME -> file(out, byName.get(subject), "File not found: " + subject);
                case FILE_CONTAINING_SYMBOL -> file(out, bySymbol.get(subject), "Symbol not found: " + subject);
                default -> out.writeByteArray(ERROR_RESPONSE, error(StatusCode.UNIMPLEMENTED, "not supported"));
            }
        });
    }

    private static void file(CodedOutputStream out, @Nullable FileDescriptor file, String missing) throws IOException {
        if (file == null) {
            out.writeByteArray(ERROR_RESPONSE, error(StatusCode.NOT_FOUND, missing));
            return;
        }
        byte[] descriptor = file.toProto().toByteArray();
        out.writeByteArray(FILE_RESPONSE, Messages.write(list -> list.writeByteArray(1, descriptor)));
    }

    private byte[] serviceList() {
        return Messages.write(out -> {
            for (String service : services) {
                out.writeByteArray(1, Messages.write(name -> name.writeString(1, service)));
            }
        });
    }

    private static byte[] error(StatusCode status, String message) {
        return Messages.write(out -> {
            out.writeInt32(1, status.number());
            out.writeString(2, message);
        });
    }
}
