package dev.verdict.expr.library;

import dev.verdict.expr.value.Typed;

/**
 * An IPv4 or IPv6 address. Immutable.
 *
 * @param high the first eight octets; those of an IPv4 address are the last four of {@code ::ffff:a.b.c.d}
 * @param low the last eight octets
 * @param v4 whether it was written as an IPv4 address
 */
record IpAddress(long high, long low, boolean v4) implements Typed {
    static final String TYPE = "net.IP";

    private static final long MAPPED = 0xffffL << 32;
    private static final long V4_MASK = 0xffff_ffffL;

    static IpAddress ofV4(int octets) {
        return new IpAddress(0, MAPPED | (octets & V4_MASK), true);
    }

    /** Whether it belongs to the range of IPv6 that stands for IPv4. */
    boolean isMapped() {
        return high == 0 && (low & ~V4_MASK) == MAPPED;
    }

    int bits() {
        return v4 ? Integer.SIZE : 128;
    }

    /** The address whose bits after the first {@code prefix} ones, counted in its own family, are zero. */
    IpAddress masked(int prefix) {
        int kept = v4 ? prefix + 128 - Integer.SIZE : prefix;
        return new IpAddress(high & mask(kept), low & mask(kept - Long.SIZE), v4);
    }

    private static long mask(int kept) {
        return kept <= 0 ? 0 : kept >= Long.SIZE ? -1L : -1L << (Long.SIZE - kept);
    }

    boolean isUnspecified() {
        return v4 ? v4Octets() == 0 : high == 0 && low == 0;
    }

    boolean isLoopback() {
        return v4 ? v4Octets() >>> 24 == 127 : high == 0 && low == 1;
    }

    boolean isMulticast() {
        return v4 ? v4Octets() >>> 28 == 0xe : high >>> 56 == 0xff;
    }

    boolean isLinkLocalMulticast() {
        return v4 ? v4Octets() >>> 8 == 0xe0_0000 : isMulticast() && (high >>> 48 & 0xf) == 2;
    }

    boolean isLinkLocalUnicast() {
        return v4 ? v4Octets() >>> 16 == 0xa9fe : high >>> 54 == 0xfe80 >>> 6;
    }

    /** Neither unspecified, broadcast, loopback, multicast nor link-local; private addresses are global. */
    boolean isGlobalUnicast() {
        boolean broadcast = v4 && v4Octets() == -1;
        return !broadcast && !isUnspecified() && !isLoopback() && !isMulticast() && !isLinkLocalUnicast();
    }

    private int v4Octets() {
        return (int) low;
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (Short.SIZE * (3 - index % 4))) & 0xffff;
    }

    /** The canonical text of RFC 5952. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (v4) {
            int octets = v4Octets();
            for (int shift = 24; shift >= 0; shift -= 8) {
                text.append(octets >>> shift & 0xff).append(shift > 0 ? "." : "");
            }
            return text.toString();
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (i > 0 && i != start + length) {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    @Override
    public String hostTypeName() {
        return "ext.IP";
    }

    @Override
    public boolean isReceiver() {
        return false;
    }

    @Override
    public String typeName() {
        return TYPE;
    }
}
