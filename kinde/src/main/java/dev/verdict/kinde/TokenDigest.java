package dev.verdict.kinde;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of one or two tokens, whole: a name for them that does not give them away. */
record TokenDigest(long first, long second, long third, long fourth) {
    static TokenDigest of(String access, @Nullable String id) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        digest.update(access.getBytes(StandardCharsets.UTF_8));
        if (id != null) {
            // no token has this byte, so that a pair cannot look like one token or another pair
            digest.update((byte) 0);
            digest.update(id.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new TokenDigest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
