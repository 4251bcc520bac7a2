package dev.verdict.server.call;

import java.util.concurrent.TimeUnit;

/** The header {@code grpc-timeout}. */
public final class GrpcTimeout {
    private static final int MAX_DIGITS = 8;

    private GrpcTimeout() {}

    /**
     * The nanoseconds that {@code text} stands for.
     *
     * @throws IllegalArgumentException if it is not a timeout
     */
    public static long nanos(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > MAX_DIGITS) {
            throw new IllegalArgumentException("not a timeout");
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not a timeout");
            }
            value = 10 * value + digit;
        }
        return unit(text.charAt(digits)).toNanos(value);
    }

    private static TimeUnit unit(char letter) {
        return switch (letter) {
            case 'H' -> TimeUnit.HOURS;
            case 'M' -> TimeUnit.MINUTES;
            case 'S' -> TimeUnit.SECONDS;
            case 'm' -> TimeUnit.MILLISECONDS;
            case 'u' -> TimeUnit.MICROSECONDS;
            case 'n' -> TimeUnit.NANOSECONDS;
            default -> throw new IllegalArgumentException("not a timeout");
        };
    }
}
