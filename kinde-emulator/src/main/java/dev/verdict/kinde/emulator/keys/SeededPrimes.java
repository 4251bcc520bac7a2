package dev.verdict.kinde.emulator.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Large primes that depend on nothing but a text, so that every run on every JDK has the same keys. */
final class SeededPrimes {
    static final BigInteger PUBLIC_EXPONENT = BigInteger.valueOf(65_537);

    private static final int BITS = 1024;

    private SeededPrimes() {}

    /** The first prime from a number made of the seed that fits to the public exponent. */
    static BigInteger prime(String seed) {
        BigInteger candidate = start(seed).nextProbablePrime();
        while (candidate.mod(PUBLIC_EXPONENT).equals(BigInteger.ONE)) {
            candidate = candidate.nextProbablePrime();
        }
        return candidate;
    }

    private static BigInteger start(String seed) {
        byte[] digits = new byte[BITS / 8];
        for (int block = 0; block * 32 < digits.length; block++) {
            System.arraycopy(sha256(seed + "/" + block), 0, digits, block * 32, 32);
        }
        // With the two highest bits set the product of two primes has exactly 2048 bits.
        return new BigInteger(1, digits).setBit(BITS - 1).setBit(BITS - 2);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
