package dev.verdict.wire.call;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes the ids of calls: ULIDs, 26 characters of Crockford's base 32, the first ten of them from the time in
 * milliseconds. Each id is greater than all that the same object gave out earlier. Safe for use by several threads,
 * without a lock.
 */
public final class CallIds {
    private static final byte[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LENGTH = 26;
    private static final int DIGIT_BITS = 5;
    private static final int COUNTER_BITS = 16;

    private final InstantSource clock;
    private final LongSupplier random;

    /** Milliseconds, and below them a counter of the ids of one millisecond, which may run over into the next one. */
    private final AtomicLong last = new AtomicLong();

    /** Ids of the system's clock. Their random part is fast, not secret: ids name calls, they protect nothing. */
    public CallIds() {
        this(InstantSource.system(), () -> ThreadLocalRandom.current().nextLong());
    }

    CallIds(InstantSource clock, LongSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id. */
    public String next() {
        long now = clock.millis() << COUNTER_BITS;
        long previous;
        long high;
        do {
            previous = last.get();
            high = Math.max(now, previous + 1);
        } while (!last.compareAndSet(previous, high));
        return encode(high, random.getAsLong());
    }

    private static String encode(long high, long low) {
        byte[] text = new byte[LENGTH];
        int shift = DIGIT_BITS * (LENGTH - 1);
        for (int i = 0; i < LENGTH; i++, shift -= DIGIT_BITS) {
            text[i] = DIGITS[(int) bits(high, low, shift) & 0x1f];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The low bits of the 128-bit number after a shift to the right. */
    private static long bits(long high, long low, int shift) {
        if (shift >= Long.SIZE) {
            return high >>> (shift - Long.SIZE);
        }
        return shift == 0 ? low : (high << (Long.SIZE - shift)) | (low >>> shift);
    }
}
