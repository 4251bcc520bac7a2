package dev.verdict.expr.value;

import java.util.Arrays;

/** A CEL {@code bytes} value. Immutable. */
public final class Bytes implements Comparable<Bytes> {
    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    public static Bytes copyOf(byte[] octets) {
        return new Bytes(octets.clone());
    }

    public int size() {
        return octets.length;
    }

    public byte[] toArray() {
        return octets.clone();
    }

    /** Order of the unsigned octets. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(octets, other.octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }
}
