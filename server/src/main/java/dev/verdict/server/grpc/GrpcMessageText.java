package dev.verdict.server.grpc;

import java.nio.charset.StandardCharsets;

/** The header {@code grpc-message}: UTF-8 with everything but printable ASCII percent-encoded. */
final class GrpcMessageText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private GrpcMessageText() {}

    static String encode(String message) {
        int i = 0;
        while (i < message.length() && isPlain(message.charAt(i))) {
            i++;
        }
        if (i == message.length()) {
            return message;
        }
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (b > 0 && isPlain((char) b)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '%';
    }
}
