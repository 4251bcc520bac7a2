package dev.verdict.expr.standard;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.BYTES;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;
import static dev.cel.common.types.SimpleType.UINT;

import dev.cel.common.types.CelType;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.library.Overload.Body;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.text.DurationText;
import dev.verdict.expr.text.NumberReader;
import dev.verdict.expr.text.NumberText;
import dev.verdict.expr.text.TimestampText;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeNames;
import dev.verdict.expr.value.Uint;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions named after types. */
final class Conversions {
    private static final CelError INTEGER_OVERFLOW = new CelError("integer overflow");
    private static final CelError UNSIGNED_OVERFLOW = new CelError("unsigned integer overflow");
    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    private Conversions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        add(all, "bool", BOOL, Conversions::toBool, BOOL, STRING);
        add(all, "bytes", BYTES, Conversions::toBytes, BYTES, STRING);
        add(all, "double", DOUBLE, Conversions::toDouble, DOUBLE, INT, UINT, STRING);
        add(all, "duration", DURATION, Conversions::toDuration, DURATION, STRING);
        add(all, "int", INT, Conversions::toInt, INT, DOUBLE, STRING, UINT, TIMESTAMP, DURATION);
        add(all, "string", STRING, Conversions::toText, STRING, BOOL, BYTES, DOUBLE, DURATION, INT, TIMESTAMP, UINT);
        add(all, "timestamp", TIMESTAMP, Conversions::toTimestamp, TIMESTAMP, INT, STRING);
        add(all, "uint", UINT, Conversions::toUint, UINT, DOUBLE, INT, STRING);
        return all;
    }

    private static void add(List<Overload> all, String name, CelType result, Body.Unary body, CelType... parameters) {
        for (CelType parameter : parameters) {
            String id = parameter.name() + "_to_" + name;
            all.add(Overload.function(name, id, result, body, parameter));
        }
    }

    private static CelError notConvertible(@Nullable Object value, String type) {
        return new CelError("type conversion error from '" + TypeNames.of(value) + "' to '" + type + "'");
    }

    private static Object toBool(Meter meter, @Nullable Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        return switch (String.valueOf(value)) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> notConvertible(value, "bool");
        };
    }

    private static Object toBytes(Meter meter, @Nullable Object value) {
        if (value instanceof String text) {
            TextCost.scan(meter, text);
            return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
        }
        return value instanceof Bytes ? value : notConvertible(value, "bytes");
    }

    private static Object toDouble(Meter meter, @Nullable Object value) {
        return switch (value) {
            case Double number -> number;
            case Long number -> (double) number;
            case Uint number -> NumberReader.toDouble(number);
            case String text -> {
                Double number = NumberReader.readDouble(text);
                yield number == null ? notConvertible(value, "double") : number;
            }
            case null -> notConvertible(null, "double");
            default -> notConvertible(value, "double");
        };
    }

    private static Object toInt(Meter meter, @Nullable Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number ->
                number > -TWO_TO_63 && number < TWO_TO_63 ? (Object) number.longValue() : INTEGER_OVERFLOW;
            case Uint number -> number.bits() >= 0 ? (Object) number.bits() : INTEGER_OVERFLOW;
            case Timestamp time -> time.instant().getEpochSecond();
            case Duration duration -> duration.toNanos();
            case String text -> {
                Long number = NumberReader.readInt(text);
                yield number == null ? notConvertible(value, "int") : number;
            }
            case null -> notConvertible(null, "int");
            default -> notConvertible(value, "int");
        };
    }

    private static Object toUint(Meter meter, @Nullable Object value) {
        return switch (value) {
            case Uint number -> number;
            case Long number -> number >= 0 ? new Uint(number) : UNSIGNED_OVERFLOW;
            case Double number -> number >= 0 && number < TWO_TO_64 ? NumberReader.toUint(number) : UNSIGNED_OVERFLOW;
            case String text -> {
                Uint number = NumberReader.readUint(text);
                yield number == null ? notConvertible(value, "uint") : number;
            }
            case null -> notConvertible(null, "uint");
            default -> notConvertible(value, "uint");
        };
    }

    private static Object toDuration(Meter meter, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return value instanceof Duration ? value : notConvertible(value, "google.protobuf.Duration");
        }
        TextCost.scan(meter, text);
        Duration duration = DurationText.parse(text);
        return duration == null ? notConvertible(value, "google.protobuf.Duration") : duration;
    }

    private static Object toTimestamp(Meter meter, @Nullable Object value) {
        return switch (value) {
            case Timestamp time -> time;
            case Long second ->
                TimestampText.isInRange(second)
                        ? Timestamp.utc(Instant.ofEpochSecond(second))
                        : new CelError("timestamp overflow");
            case String text -> {
                Timestamp time = TimestampText.parse(text);
                yield time == null ? new CelError(TimestampText.problem(text)) : time;
            }
            case null -> notConvertible(null, "google.protobuf.Timestamp");
            default -> notConvertible(value, "google.protobuf.Timestamp");
        };
    }

    private static Object toText(Meter meter, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Long number -> number.toString();
            case Uint number -> number.toString();
            case Double number -> NumberText.ofDouble(number);
            case Timestamp time -> TimestampText.of(time);
            case Duration duration -> DurationText.of(duration);
            case Bytes bytes -> decoded(meter, bytes);
            case null -> notConvertible(null, "string");
            default -> notConvertible(value, "string");
        };
    }

    private static Object decoded(Meter meter, Bytes bytes) {
        meter.charge(bytes.size() / 32);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return new CelError("invalid UTF-8 in bytes, cannot convert to string");
        }
    }
}
