package dev.verdict.expr.library;

import dev.cel.common.types.SimpleType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.Timestamp;
import java.time.Duration;
import java.util.List;

/** {@code now}, {@code timeSince} and {@code id}. */
final class CallFunctions {
    private CallFunctions() {}

    static List<Overload> all() {
        Overload.Body since = Bodies.of(Timestamp.class, CallFunctions::timeSince);
        return List.of(
                Overload.function("now", "now", SimpleType.TIMESTAMP, (Overload.Body.Nullary) Meter::now),
                Overload.function("timeSince", "timeSince_overload", SimpleType.DURATION, since, SimpleType.TIMESTAMP),
                Overload.member(
                        "timeSince", "timeSince_member_overload", SimpleType.DURATION, since, SimpleType.TIMESTAMP),
                Overload.function(
                        "id",
                        "id_overload",
                        SimpleType.DYN,
                        (Overload.Body.Unary) (meter, value) -> value,
                        SimpleType.DYN));
    }

    private static Duration timeSince(Meter meter, Timestamp then) {
        return Duration.between(then.instant(), meter.now().instant());
    }
}
