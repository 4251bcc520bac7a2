package dev.verdict.expr.library;

import dev.verdict.expr.run.Meter;
import dev.verdict.expr.text.DurationText;
import dev.verdict.expr.text.NumberText;
import dev.verdict.expr.text.TimestampText;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.Message;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeNames;
import dev.verdict.expr.value.TypeValue;
import dev.verdict.expr.value.Uint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes arguments by the clauses of a format string, for one use. */
final class Formatter implements FormatString.Sink {
    /** Writing out a double takes long arithmetic. */
    private static final int STEPS_PER_DOUBLE = 16;

    private final Meter meter;
    private final List<? extends @Nullable Object> arguments;
    private final StringBuilder result = new StringBuilder();

    Formatter(Meter meter, List<? extends @Nullable Object> arguments) {
        this.meter = meter;
        this.arguments = arguments;
    }

    String result() {
        return result.toString();
    }

    @Override
    public void text(String format, int from, int to) {
        result.append(format, from, to);
    }

    @Override
    public boolean hasArgument(int number) {
        return number < arguments.size();
    }

    @Override
    public @Nullable String clause(int number, char verb, int precision) {
        Object value = arguments.get(number);
        if (verb == 's') {
            return appendText(result, value);
        }
        String text = switch (verb) {
            case 'd' -> decimal(value);
            case 'f' -> fixed(value, precision);
            case 'e' -> scientific(value, precision);
            case 'b' -> value instanceof Boolean flag ? flag ? "1" : "0" : integer(value, 2);
            case 'o' -> integer(value, 8);
            default -> hexadecimal(value);
        };
        if (text == null) {
            return refusal(verb, TypeNames.of(value));
        }
        result.append(verb == 'X' ? text.toUpperCase(Locale.ROOT) : text);
        return null;
    }

    /** Why a value of the type cannot be written so. */
    static String refusal(char verb, String type) {
        String rule = switch (verb) {
            case 's' ->
                "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types,"
                        + " durations, and timestamps";
            case 'd' -> "decimal clause can only be used on ints, uints, and doubles";
            case 'f' -> "fixed-point clause can only be used on ints, uints, and doubles";
            case 'e' -> "scientific clause can only be used on ints, uints, and doubles";
            case 'b' -> "only ints, uints, and bools can be formatted as binary";
            case 'o' -> "octal clause can only be used on ints and uints";
            default -> "only ints, uints, bytes, and strings can be formatted as hex";
        };
        return rule + ", was given " + type;
    }

    private @Nullable String appendText(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case String s -> {
                Cost.characters(meter, s.length());
                text.append(s);
            }
            case Boolean flag -> text.append(flag.booleanValue());
            case Long number -> text.append(number.longValue());
            case Uint number -> text.append(number);
            case Double number -> text.append(plain(number));
            case Bytes octets -> {
                Cost.characters(meter, octets.size());
                text.append(new String(octets.toArray(), StandardCharsets.UTF_8));
            }
            case Duration duration -> text.append(DurationText.of(duration));
            case Timestamp timestamp -> text.append(TimestampText.of(Timestamp.utc(timestamp.instant())));
            case TypeValue type -> text.append(type.name());
            case Message message -> {
                return refusal('s', message.typeName());
            }
            case List<?> list -> {
                return appendList(text, list);
            }
            case Map<?, ?> map -> {
                return appendMap(text, map);
            }
            default -> {
                return refusal('s', TypeNames.of(value));
            }
        }
        return null;
    }

    private @Nullable String appendList(StringBuilder text, List<?> list) {
        meter.charge(list.size());
        String before = "[";
        for (Object element : list) {
            text.append(before);
            before = ", ";
            String problem = appendText(text, element);
            if (problem != null) {
                return problem;
            }
        }
        text.append(list.isEmpty() ? "[]" : "]");
        return null;
    }

    /** The members in the order of the texts of their keys. */
    private @Nullable String appendMap(StringBuilder text, Map<?, ?> map) {
        Cost.sorting(meter, map.size());
        Map<String, StringBuilder> members = new TreeMap<>(Values::compareText);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            StringBuilder key = new StringBuilder();
            String problem = appendText(key, entry.getKey());
            if (problem != null) {
                return problem;
            }
            String name = key.toString();
            StringBuilder member = members.get(name);
            if (member == null) {
                member = new StringBuilder();
                members.put(name, member);
            } else {
                // Keys of different types can have the same text.
                member.append(", ");
            }
            problem = appendText(member.append(name).append(": "), entry.getValue());
            if (problem != null) {
                return problem;
            }
        }
        text.append('{').append(String.join(", ", members.values())).append('}');
        return null;
    }

    private @Nullable String decimal(@Nullable Object value) {
        return switch (value) {
            case Long number -> number.toString();
            case Uint number -> number.toString();
            case Double number -> plain(number);
            case null -> null;
            default -> null;
        };
    }

    private String plain(double number) {
        meter.charge(STEPS_PER_DOUBLE);
        return Double.isFinite(number) ? NumberText.plain(number) : notFinite(number);
    }

    private static String notFinite(double number) {
        return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }

    private @Nullable String fixed(@Nullable Object value, int precision) {
        Double number = Numbers.toDouble(value);
        if (number == null || !Double.isFinite(number)) {
            return number == null ? null : notFinite(number);
        }
        meter.charge(STEPS_PER_DOUBLE);
        String digits = new BigDecimal(Math.abs(number))
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString();
        return isNegative(number) ? "-" + digits : digits;
    }

    private @Nullable String scientific(@Nullable Object value, int precision) {
        Double number = Numbers.toDouble(value);
        if (number == null || !Double.isFinite(number)) {
            return number == null ? null : notFinite(number);
        }
        meter.charge(STEPS_PER_DOUBLE);
        BigDecimal rounded =
                new BigDecimal(Math.abs(number)).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        StringBuilder digits = new StringBuilder(rounded.unscaledValue().toString());
        int exponent = rounded.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
        while (digits.length() < precision + 1) {
            digits.append('0');
        }
        if (precision > 0) {
            digits.insert(1, '.');
        }
        int size = Math.abs(exponent);
        return (isNegative(number) ? "-" : "") + digits + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    private static boolean isNegative(double number) {
        return number < 0 || (number == 0 && 1 / number < 0);
    }

    private static @Nullable String integer(@Nullable Object value, int radix) {
        return switch (value) {
            case Long number -> Long.toString(number, radix);
            case Uint number -> Long.toUnsignedString(number.bits(), radix);
            case null -> null;
            default -> null;
        };
    }

    private @Nullable String hexadecimal(@Nullable Object value) {
        byte[] octets;
        if (value instanceof String text) {
            octets = text.getBytes(StandardCharsets.UTF_8);
        } else if (value instanceof Bytes bytes) {
            octets = bytes.toArray();
        } else {
            return integer(value, 16);
        }
        Cost.characters(meter, 2L * octets.length);
        StringBuilder text = new StringBuilder(2 * octets.length);
        for (byte octet : octets) {
            text.append(Character.forDigit(octet >> 4 & 0xf, 16)).append(Character.forDigit(octet & 0xf, 16));
        }
        return text.toString();
    }
}
