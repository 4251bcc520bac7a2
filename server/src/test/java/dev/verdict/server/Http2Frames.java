package dev.verdict.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** HTTP/2 frames of a client that does not behave. */
final class Http2Frames {
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int END_HEADERS = 4;
    private static final int STATIC_POST = 0x83;
    private static final int STATIC_HTTP = 0x86;
    private static final int STATIC_ROOT_PATH = 0x84;
    private static final int CANCEL = 8;

    private Http2Frames() {}

    static byte[] settings() {
        return frame(SETTINGS, 0, 0, new byte[0]);
    }

    /** A request for {@code /} whose body is still to come. */
    static byte[] headers(int stream) {
        return frame(HEADERS, END_HEADERS, stream, new byte[] {
            (byte) STATIC_POST, (byte) STATIC_HTTP, (byte) STATIC_ROOT_PATH
        });
    }

    static byte[] data(int stream, byte[] bytes) {
        return frame(DATA, 0, stream, bytes);
    }

    static byte[] reset(int stream) {
        return frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL});
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(stream >> shift);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
