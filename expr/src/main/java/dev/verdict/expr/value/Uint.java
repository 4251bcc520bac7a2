package dev.verdict.expr.value;

/**
 * A CEL {@code uint}: 64 bits without a sign.
 *
 * @param bits the value's bits; read them with the unsigned methods of {@link Long}
 */
public record Uint(long bits) {
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
