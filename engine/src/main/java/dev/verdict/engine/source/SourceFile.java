package dev.verdict.engine.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One file of a source as it was read. Immutable; two files are equal when path and content are. */
public final class SourceFile {
    private final String path;
    private final byte[] content;
    private final String hash;
    private final Instant modified;
    private final @Nullable FileStamp stamp;

    private SourceFile(String path, byte[] content, Instant modified, @Nullable FileStamp stamp) {
        this.path = path;
        this.content = content;
        this.hash = sha256(content);
        this.modified = modified;
        this.stamp = stamp;
    }

    static SourceFile of(String path, byte[] content) {
        return new SourceFile(path, content, Instant.EPOCH, null);
    }

    /** A file read from disk; without a stamp it is read again by the next scan. */
    static SourceFile read(String path, byte[] content, Instant modified, @Nullable FileStamp stamp) {
        return new SourceFile(path, content, modified, stamp);
    }

    boolean isStill(FileStamp now) {
        return stamp != null && stamp.equals(now);
    }

    /** Path relative to the root of the source, with forward slashes; below {@code _schemas} for a schema. */
    public String path() {
        return path;
    }

    /** The content. The array is shared: do not change it. */
    public byte[] bytes() {
        return content;
    }

    /** SHA-256 of the content in lower-case hexadecimal digits. */
    public String hash() {
        return hash;
    }

    /** When the content was last written, or {@link Instant#EPOCH} where the source does not know. */
    public Instant modified() {
        return modified;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceFile file && path.equals(file.path) && hash.equals(file.hash);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, hash);
    }

    @Override
    public String toString() {
        return path + "@" + hash;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
