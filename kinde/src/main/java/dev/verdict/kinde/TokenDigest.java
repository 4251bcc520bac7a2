package dev.verdict.kinde;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of one or two tokens, whole: a name for them that does not give them away. */
record TokenDigest(long first, long second, long third, long fourth) {
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    static TokenDigest of(String access, @Nullable String id) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] first = access.getBytes(StandardCharsets.UTF_8);
        // How many there are and where the first ends come before them: whatever bytes a sender chooses, a pair cannot
        // look like one token or another pair.
        digest.update(ByteBuffer.allocate(PREFIX_BYTES)
                .put((byte) (id == null ? 1 : 2))
                .putInt(first.length)
                .flip());
        digest.update(first);
        if (id != null) {
            digest.update(id.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new TokenDigest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
