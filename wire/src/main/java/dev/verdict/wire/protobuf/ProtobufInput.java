package dev.verdict.wire.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.error.ApiError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the fields of the messages in one protobuf body: unknown fields are skipped. For one thread and one body.
 * Methods throw {@link IOException} for octets that are no message.
 */
final class ProtobufInput {
    private static final int VALUE_NULL = (1 << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int VALUE_NUMBER = (2 << 3) | WireFormat.WIRETYPE_FIXED64;
    private static final int VALUE_STRING = (3 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int VALUE_BOOL = (4 << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int VALUE_STRUCT = (5 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int VALUE_LIST = (6 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int ENTRY_KEY = (1 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int ENTRY_VALUE = (2 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int REPEATED = (1 << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private final CodedInputStream in;
    private final int maxDepth;

    ProtobufInput(byte[] body, int maxDepth) {
        this.in = CodedInputStream.newInstance(body);
        this.maxDepth = maxDepth;
    }

    /** Reads one message that is a field of another. */
    interface Reader {
        void read() throws IOException;
    }

    /** The tag of the next field, or zero at the end of the message. */
    int tag() throws IOException {
        return in.readTag();
    }

    void skip(int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that did not begin");
        }
    }

    String string() throws IOException {
        return in.readStringRequireUtf8();
    }

    boolean bool() throws IOException {
        return in.readBool();
    }

    /** Reads the message that the field holds, to its end. */
    void message(Reader fields) throws IOException {
        int outer = open();
        fields.read();
        close(outer);
    }

    private int open() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    private void close(int outer) throws IOException {
        in.checkLastTagWas(0);
        in.popLimit(outer);
    }

    /** Reads one entry of a map from names to values. */
    void entry(Attributes.Builder target, int depth) throws IOException {
        requireDepth(depth);
        int outer = open();
        String key = "";
        Object value = null;
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (tag) {
                case ENTRY_KEY -> key = string();
                case ENTRY_VALUE -> value = value(depth);
                default -> skip(tag);
            }
        }
        close(outer);
        target.putTrusted(key, value);
    }

    private @Nullable Object value(int depth) throws IOException {
        int outer = open();
        Object value = null;
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (tag) {
                case VALUE_NULL -> {
                    in.readEnum();
                    value = null;
                }
                case VALUE_NUMBER -> value = in.readDouble();
                case VALUE_STRING -> value = string();
                case VALUE_BOOL -> value = in.readBool();
                case VALUE_STRUCT -> value = struct(depth + 1);
                case VALUE_LIST -> value = list(depth + 1);
                default -> skip(tag);
            }
        }
        close(outer);
        return value;
    }

    private Attributes struct(int depth) throws IOException {
        requireDepth(depth);
        Attributes.Builder builder = Attributes.builder();
        int outer = open();
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag == REPEATED) {
                entry(builder, depth);
            } else {
                skip(tag);
            }
        }
        close(outer);
        return builder.build();
    }

    private List<@Nullable Object> list(int depth) throws IOException {
        requireDepth(depth);
        List<@Nullable Object> list = new ArrayList<>(4);
        int outer = open();
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag == REPEATED) {
                list.add(value(depth));
            } else {
                skip(tag);
            }
        }
        close(outer);
        return list.isEmpty() ? List.of() : Collections.unmodifiableList(list);
    }

    private void requireDepth(int depth) {
        if (depth > maxDepth) {
            throw ApiError.invalidArgument("exceeded max depth").asException();
        }
    }

    /** A builder that begins with the entries of {@code earlier}. */
    static Attributes.Builder builder(Attributes earlier) {
        Attributes.Builder builder = Attributes.builder();
        if (!earlier.isEmpty()) {
            earlier.forEach(builder::putTrusted);
        }
        return builder;
    }
}
