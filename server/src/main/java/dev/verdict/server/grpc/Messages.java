package dev.verdict.server.grpc;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Small protobuf messages written field by field, of services that have no generated classes here. */
final class Messages {
    private Messages() {}

    /** Writes the fields of one message. */
    interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    static byte[] write(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
