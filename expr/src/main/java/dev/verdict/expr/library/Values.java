package dev.verdict.expr.library;

import dev.verdict.expr.compare.Order;
import dev.verdict.expr.text.DurationText;
import dev.verdict.expr.text.NumberText;
import dev.verdict.expr.text.TimestampText;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as error texts of the reference show them, and the order of texts. */
final class Values {
    /** Error texts show no more of a collection than this. */
    private static final int SHOWN = 20;

    private Values() {}

    /** By code point. */
    static int compareText(String a, String b) {
        return Order.compare(a, b);
    }

    static String debugText(@Nullable Object value) {
        return switch (value) {
            case null -> "0";
            case Double number -> NumberText.ofDouble(number);
            case Duration duration -> DurationText.of(duration);
            case Timestamp timestamp -> goText(timestamp);
            case TypeValue type -> type.name();
            case Hierarchy hierarchy -> "[" + hierarchy.toString().replace('.', ' ') + "]";
            case Bytes bytes -> bytesText(bytes);
            case List<?> list -> listText(list);
            case Map<?, ?> map -> mapText(map);
            default -> String.valueOf(value);
        };
    }

    private static String goText(Timestamp timestamp) {
        String text = TimestampText.of(Timestamp.utc(timestamp.instant()));
        return text.substring(0, text.length() - 1).replace('T', ' ') + " +0000 UTC";
    }

    private static String bytesText(Bytes bytes) {
        StringBuilder text = new StringBuilder("[");
        byte[] octets = bytes.toArray();
        for (int i = 0; i < octets.length && i < SHOWN; i++) {
            text.append(i == 0 ? "" : " ").append(octets[i] & 0xff);
        }
        return text.append(']').toString();
    }

    private static String listText(List<?> list) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < list.size() && i < SHOWN; i++) {
            text.append(i == 0 ? "" : ", ").append(debugText(list.get(i)));
        }
        return text.append(']').toString();
    }

    private static String mapText(Map<?, ?> map) {
        StringBuilder text = new StringBuilder("{");
        int shown = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (shown == SHOWN) {
                break;
            }
            text.append(shown == 0 ? "" : ", ")
                    .append(debugText(entry.getKey()))
                    .append(": ");
            text.append(debugText(entry.getValue()));
            shown++;
        }
        return text.append('}').toString();
    }
}
