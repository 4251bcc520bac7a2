package dev.verdict.expr.node;

import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.Typed;
import dev.verdict.expr.value.Uint;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums and differences of what is not a number. */
final class Sums {
    static final CelError INTEGER_OVERFLOW = new CelError("integer overflow");
    static final CelError UNSIGNED_OVERFLOW = new CelError("unsigned integer overflow");
    static final CelError DIVISION_BY_ZERO = new CelError("division by zero");
    static final CelError MODULUS_BY_ZERO = new CelError("modulus by zero");
    private static final CelError TIMESTAMP_OVERFLOW = new CelError("timestamp overflow");

    private static final long MIN_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** Characters or octets copied per step of the budget. */
    private static final int COPIED_PER_STEP = 16;

    private Sums() {}

    /** The sum, a {@link CelError}, or null when there is no such operation. */
    static @Nullable Object add(Meter meter, @Nullable Object a, @Nullable Object b) {
        return switch (a) {
            case String x -> {
                if (!(b instanceof String y)) {
                    yield null;
                }
                meter.charge(1 + (x.length() + y.length()) / COPIED_PER_STEP);
                yield x.concat(y);
            }
            case List<?> x -> b instanceof List<?> y ? concatenated(meter, x, y) : null;
            case Timestamp x -> b instanceof Duration y ? moved(x, y) : null;
            case Duration x ->
                switch (b) {
                    case Duration y -> nanos(x, y, true);
                    case Timestamp y -> moved(y, x);
                    case null -> null;
                    default -> null;
                };
            case Bytes x -> b instanceof Bytes y ? concatenated(meter, x, y) : null;
            case null -> null;
            default -> null;
        };
    }

    /** The difference, a {@link CelError}, or null when there is no such operation. */
    static @Nullable Object subtract(@Nullable Object a, @Nullable Object b) {
        return switch (a) {
            case Timestamp x ->
                switch (b) {
                    case Timestamp y -> between(y, x);
                    case Duration y -> moved(x, y.negated());
                    case null -> null;
                    default -> null;
                };
            case Duration x -> b instanceof Duration y ? nanos(x, y, false) : null;
            case null -> null;
            default -> null;
        };
    }

    static boolean isAddend(@Nullable Object value) {
        return value instanceof Number
                || value instanceof Uint
                || value instanceof List<?>
                || value instanceof Bytes
                || hasReceiver(value);
    }

    /** Types whose operations the reference looks up in the value, which words its errors differently. */
    static boolean hasReceiver(@Nullable Object value) {
        return value instanceof String
                || value instanceof Timestamp
                || value instanceof Duration
                || value instanceof OptionalValue
                || (value instanceof Typed typed && typed.isReceiver());
    }

    private static Object concatenated(Meter meter, List<?> a, List<?> b) {
        if (a.isEmpty()) {
            return b;
        }
        if (b.isEmpty()) {
            return a;
        }
        meter.charge((long) a.size() + b.size());
        List<@Nullable Object> all = new ArrayList<>(a.size() + b.size());
        all.addAll(a);
        all.addAll(b);
        return Collections.unmodifiableList(all);
    }

    private static Object concatenated(Meter meter, Bytes a, Bytes b) {
        meter.charge(1 + (a.size() + b.size()) / COPIED_PER_STEP);
        byte[] all = Arrays.copyOf(a.toArray(), a.size() + b.size());
        System.arraycopy(b.toArray(), 0, all, a.size(), b.size());
        return Bytes.copyOf(all);
    }

    private static Object nanos(Duration a, Duration b, boolean add) {
        try {
            long x = a.toNanos();
            long y = b.toNanos();
            return Duration.ofNanos(add ? Math.addExact(x, y) : Math.subtractExact(x, y));
        } catch (ArithmeticException e) {
            return INTEGER_OVERFLOW;
        }
    }

    private static Object between(Timestamp from, Timestamp to) {
        Duration difference = Duration.between(from.instant(), to.instant());
        try {
            return Duration.ofNanos(difference.toNanos());
        } catch (ArithmeticException e) {
            return INTEGER_OVERFLOW;
        }
    }

    private static Object moved(Timestamp from, Duration by) {
        try {
            Instant to = from.instant().plus(by);
            return to.getEpochSecond() < MIN_SECOND || to.getEpochSecond() > MAX_SECOND
                    ? TIMESTAMP_OVERFLOW
                    : new Timestamp(to, from.offsetSeconds());
        } catch (DateTimeException | ArithmeticException e) {
            return TIMESTAMP_OVERFLOW;
        }
    }
}
