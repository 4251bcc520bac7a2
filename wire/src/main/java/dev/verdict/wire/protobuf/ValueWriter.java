package dev.verdict.wire.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code google.protobuf.Value} and maps of them. */
final class ValueWriter {
    private final ProtobufOutput out;

    ValueWriter(ProtobufOutput out) {
        this.out = out;
    }

    /** Writes the content of a {@code google.protobuf.Value}. */
    void value(@Nullable Object value) {
        switch (value) {
            case null -> out.presentInteger(1, 0);
            case Number number -> out.presentNumber(2, number.doubleValue());
            case String text -> out.presentString(3, text);
            case Boolean bool -> out.presentBool(4, bool);
            case Map<?, ?> map -> {
                int mark = out.mark();
                entries(1, map);
                out.message(5, mark);
            }
            case List<?> list -> {
                int mark = out.mark();
                for (int i = list.size() - 1; i >= 0; i--) {
                    int item = out.mark();
                    value(list.get(i));
                    out.message(1, item);
                }
                out.message(6, mark);
            }
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    /** Writes a map from names to values. */
    void entries(int field, Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        for (int i = entries.size() - 1; i >= 0; i--) {
            int entry = out.mark();
            int value = out.mark();
            value(entries.get(i).getValue());
            out.message(2, value);
            out.string(1, (String) entries.get(i).getKey());
            out.message(field, entry);
        }
    }
}
