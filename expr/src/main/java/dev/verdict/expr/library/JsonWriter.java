package dev.verdict.expr.library;

import dev.verdict.expr.run.Meter;
import dev.verdict.expr.text.DurationText;
import dev.verdict.expr.text.NumberText;
import dev.verdict.expr.text.TimestampText;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeValue;
import dev.verdict.expr.value.Typed;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a value as compact JSON with sorted names, for one use. */
final class JsonWriter {
    /** Integers up to this size are numbers, larger ones strings. */
    private static final long MAX_NUMBER = (1L << 53) - 1;

    /** Doubles below the one and from the other are written with an exponent. */
    private static final double LEAST_PLAIN = 1e-6;

    private static final double LEAST_LARGE = 1e21;

    private final Meter meter;
    private final StringBuilder json = new StringBuilder();

    JsonWriter(Meter meter) {
        this.meter = meter;
    }

    /** The JSON text, or an error if the value, or one inside it, has no JSON form. */
    Object write(@Nullable Object value) {
        CelError problem = append(value);
        return problem == null ? json.toString() : problem;
    }

    private @Nullable CelError append(@Nullable Object value) {
        return switch (value) {
            case null -> appendRaw("null");
            case Boolean flag -> appendRaw(flag.toString());
            case String text -> appendString(text);
            case Double number -> appendDouble(number);
            case Long number ->
                appendInteger(number.toString(), Math.abs(number) <= MAX_NUMBER && number != Long.MIN_VALUE);
            case Uint number -> appendInteger(number.toString(), number.bits() >= 0 && number.bits() <= MAX_NUMBER);
            case Bytes octets -> appendBytes(octets);
            case Timestamp timestamp -> appendString(TimestampText.of(timestamp));
            case Duration duration -> appendString(DurationText.of(duration));
            case List<?> list -> appendList(list);
            case Map<?, ?> map -> appendMap(map);
            case OptionalValue optional ->
                optional.present() ? append(optional.value()) : new CelError("optional.none() dereference");
            case TypeValue type -> new CelError("type conversion not supported for 'type'");
            case Typed typed -> new CelError(typed.jsonProblem());
            default -> throw new IllegalArgumentException("not a CEL value: " + value.getClass());
        };
    }

    private @Nullable CelError appendRaw(String text) {
        json.append(text);
        return null;
    }

    private @Nullable CelError appendInteger(String digits, boolean asNumber) {
        return appendRaw(asNumber ? digits : '"' + digits + '"');
    }

    private @Nullable CelError appendBytes(Bytes octets) {
        Cost.characters(meter, octets.size());
        return appendRaw('"' + Base64.getEncoder().encodeToString(octets.toArray()) + '"');
    }

    private @Nullable CelError appendDouble(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            String name = Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
            // matches reference: the library behind this text puts in a space that may not break a line
            return new CelError("proto:\u00a0google.protobuf.Value.number_value: invalid " + name + " value");
        }
        double size = Math.abs(number);
        if (size == 0 || (size >= LEAST_PLAIN && size < LEAST_LARGE)) {
            return appendRaw(NumberText.plain(number));
        }
        // Both notations have an exponent here; that of CEL has at least two digits.
        return appendRaw(NumberText.ofDouble(number).replace("e-0", "e-"));
    }

    private @Nullable CelError appendList(List<?> list) {
        meter.charge(list.size());
        json.append('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                json.append(',');
            }
            first = false;
            CelError problem = append(element);
            if (problem != null) {
                return problem;
            }
        }
        return appendRaw("]");
    }

    private @Nullable CelError appendMap(Map<?, ?> map) {
        Cost.sorting(meter, map.size());
        Map<String, @Nullable Object> sorted = new TreeMap<>(Values::compareText);
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                return new CelError(Texts.conversionError(member.getKey()));
            }
            sorted.put(name, member.getValue());
        }
        json.append('{');
        boolean first = true;
        for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
            if (!first) {
                json.append(',');
            }
            first = false;
            appendString(member.getKey());
            json.append(':');
            CelError problem = append(member.getValue());
            if (problem != null) {
                return problem;
            }
        }
        return appendRaw("}");
    }

    private @Nullable CelError appendString(String text) {
        Cost.characters(meter, text.length());
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                        appendEscaped(c);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return appendRaw("\"");
    }

    private void appendEscaped(char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
