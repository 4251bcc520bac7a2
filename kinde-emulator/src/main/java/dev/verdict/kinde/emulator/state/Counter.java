package dev.verdict.kinde.emulator.state;

import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Numbers of an environment, and ids made of them: the same in every run. Safe for use by several threads. */
public final class Counter {
    private final String seed;
    private long last;

    Counter(String seed) {
        this.seed = seed;
    }

    /** The next number, from 1. */
    public synchronized long next() {
        return ++last;
    }

    /** An id such as {@code evt_paperwise0000000000000007}, without the dashes of the environment's name. */
    public String id(String prefix) {
        return prefix + seed.replace("-", "") + String.format(Locale.ROOT, "%016d", next());
    }

    /** An id of hexadecimal digits, as Kinde's organizations and users have. */
    public String hexId(String prefix, int digits) {
        String hex = HexFormat.of().toHexDigits(next());
        return prefix + "e" + "0".repeat(Math.max(0, digits - 1 - hex.length()))
                + hex.substring(Math.max(0, hex.length() - digits + 1));
    }

    /** A UUID. */
    public UUID uuid() {
        return new UUID(seed.hashCode() & 0xffff_ffffL, next() | 0x8000_0000_0000_0000L);
    }
}
