package dev.verdict.kinde.token;

import dev.verdict.expr.value.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of a token as conditions see them, and the checks of its times. */
final class Claims {
    private static final List<String> TIMES = List.of("exp", "nbf", "iat");
    private static final List<String> STRINGS = List.of("iss", "sub", "jti");
    private static final int MAX_DATE_LENGTH = 40;

    /** About three million years; milliseconds taken for seconds stay below it. */
    private static final double MAX_SECONDS = 1e14;

    private final Attributes raw;

    Claims(Attributes raw) {
        this.raw = raw;
    }

    /**
     * Checks the time claims that are present.
     *
     * @throws RefusedToken if {@code now} is outside of them by more than {@code skew}
     */
    void checkTimes(Instant now, Duration skew) throws RefusedToken {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Instant issued = time("iat");
        if (issued != null && second.isBefore(issued.minus(skew))) {
            throw new RefusedToken(TokenProblem.ISSUED_IN_FUTURE, "issued at time is in the future (iat)");
        }
        Instant expires = time("exp");
        if (expires != null && !second.minus(skew).isBefore(expires)) {
            throw new RefusedToken(TokenProblem.TOKEN_EXPIRED, "token has expired (exp)");
        }
        Instant notBefore = time("nbf");
        if (notBefore != null && second.isBefore(notBefore.minus(skew))) {
            throw new RefusedToken(TokenProblem.NOT_YET_VALID, "token is not valid yet (nbf)");
        }
    }

    /**
     * The claims in their public form: times are RFC 3339 strings, {@code aud} is a list, null members are gone.
     *
     * @throws RefusedToken if a registered claim has the wrong type
     */
    Attributes attributes() throws RefusedToken {
        Attributes.Builder claims = Attributes.builder();
        for (Map.Entry<String, @Nullable Object> claim : raw.entrySet()) {
            String name = claim.getKey();
            Object value = claim.getValue();
            if (value != null) {
                claims.putTrusted(name, convert(name, value));
            } else if (TIMES.contains(name)) {
                throw wrongType(name, "a number of seconds");
            } else if (name.equals("aud")) {
                throw wrongType(name, "a string or a list of strings");
            }
        }
        return claims.build();
    }

    private Object convert(String name, Object value) throws RefusedToken {
        if (TIMES.contains(name)) {
            return rfc3339(instant(name, value));
        }
        if (name.equals("aud")) {
            return audience(value);
        }
        if (STRINGS.contains(name) && !(value instanceof String)) {
            throw wrongType(name, "a string");
        }
        return value;
    }

    private static List<?> audience(Object value) throws RefusedToken {
        if (value instanceof String) {
            return List.of(value);
        }
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (!(item instanceof String)) {
                    throw wrongType("aud", "a string or a list of strings");
                }
            }
            return list;
        }
        throw wrongType("aud", "a string or a list of strings");
    }

    private @Nullable Instant time(String name) throws RefusedToken {
        Object value = raw.get(name);
        return value == null ? null : instant(name, value);
    }

    /** A number or a string of one; parts of a second do not count. */
    private static Instant instant(String name, Object value) throws RefusedToken {
        Double seconds = value instanceof String text ? number(text) : value instanceof Double number ? number : null;
        if (seconds == null || !(Math.abs(seconds) <= MAX_SECONDS)) {
            throw wrongType(name, "a number of seconds");
        }
        return Instant.ofEpochSecond((long) Math.floor(seconds));
    }

    private static @Nullable Double number(String text) {
        boolean decimal =
                text.length() <= MAX_DATE_LENGTH && text.chars().allMatch(c -> "0123456789.-".indexOf(c) >= 0);
        try {
            return decimal ? Double.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static RefusedToken wrongType(String name, String expected) {
        return new RefusedToken(TokenProblem.MALFORMED, "failed to parse JWT: claim `" + name + "` is not " + expected);
    }

    private static String rfc3339(Instant instant) {
        String text = instant.toString();
        return text.startsWith("+") ? text.substring(1) : text;
    }
}
