package dev.verdict.server.grpc;

import dev.verdict.wire.error.StatusCode;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Cuts the bytes of a request into messages. For one call, on one thread. */
final class MessageReader {
    /** Flag byte and length. */
    static final int PREFIX = 5;

    private static final int FIRST_BUFFER = 64 * 1024;

    private final int maxBytes;
    private final boolean gzip;
    private final byte[] prefix = new byte[PREFIX];
    private int prefixRead;

    private int length;
    private byte @Nullable [] message;
    private int messageRead;

    MessageReader(int maxBytes, boolean gzip) {
        this.maxBytes = maxBytes;
        this.gzip = gzip;
    }

    /** Whether bytes of an unfinished message are held. */
    boolean isInsideMessage() {
        return prefixRead > 0;
    }

    /** Hands the messages that {@code data} completes to {@code calls}. */
    void read(Buffer data, GrpcMethod.Calls calls) throws GrpcStatusException {
        int at = 0;
        int end = data.length();
        while (at < end) {
            if (prefixRead < PREFIX) {
                prefix[prefixRead++] = data.getByte(at++);
                if (prefixRead == PREFIX) {
                    startMessage();
                }
            }
            if (prefixRead == PREFIX) {
                at = readMessage(data, at, end);
                byte[] done = message;
                if (done != null && messageRead == length) {
                    boolean compressed = prefix[0] == 1;
                    message = null;
                    prefixRead = 0;
                    calls.message(compressed ? inflate(done) : done);
                }
            }
        }
    }

    private void startMessage() throws GrpcStatusException {
        if (prefix[0] != 0 && prefix[0] != 1) {
            throw new GrpcStatusException(
                    StatusCode.INTERNAL, "grpc: received unexpected payload format " + (prefix[0] & 0xff));
        }
        if (prefix[0] == 1 && !gzip) {
            throw new GrpcStatusException(
                    StatusCode.INTERNAL, "grpc: compressed flag set with identity or empty encoding");
        }
        long size = ((prefix[1] & 0xffL) << 24)
                | ((prefix[2] & 0xff) << 16)
                | ((prefix[3] & 0xff) << 8)
                | (prefix[4] & 0xff);
        if (size > maxBytes) {
            throw new GrpcStatusException(
                    StatusCode.RESOURCE_EXHAUSTED,
                    "grpc: received message larger than max (" + size + " vs. " + maxBytes + ")");
        }
        length = (int) size;
        messageRead = 0;
        // A length is only a claim: memory follows the bytes that arrive.
        message = new byte[Math.min(length, FIRST_BUFFER)];
    }

    private int readMessage(Buffer data, int at, int end) {
        byte[] target = message;
        if (target == null) {
            return at;
        }
        int count = Math.min(end - at, length - messageRead);
        if (messageRead + count > target.length) {
            target = Arrays.copyOf(target, Math.min(length, Math.max(2 * target.length, messageRead + count)));
            message = target;
        }
        data.getBytes(at, at + count, target, messageRead);
        messageRead += count;
        return at + count;
    }

    private byte[] inflate(byte[] compressed) throws GrpcStatusException {
        try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] plain = input.readNBytes(maxBytes + 1);
            if (plain.length > maxBytes) {
                throw new GrpcStatusException(
                        StatusCode.RESOURCE_EXHAUSTED,
                        "grpc: received message after decompression larger than max " + maxBytes);
            }
            return plain;
        } catch (IOException e) {
            throw new GrpcStatusException(
                    StatusCode.INTERNAL, "grpc: failed to decompress the received message: " + e.getMessage());
        }
    }
}
