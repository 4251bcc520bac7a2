package dev.verdict.wire.json;

import java.nio.charset.StandardCharsets;

/** The octets of one JSON value in a body. */
final class JsonText {
    private static final String DELIMITERS = ",:]} \t\r\n";

    private final byte[] body;
    private final int start;
    private final int end;

    /** The value begins at {@code start}, from where lines and columns are counted. */
    JsonText(byte[] body, int start, int end) {
        this.body = body;
        this.start = start;
        this.end = end;
    }

    byte[] body() {
        return body;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** {@code (line L:C)}, both from one, columns in characters. */
    String position(int at) {
        int line = 1;
        int lineStart = start;
        for (int i = start; i < at; i++) {
            if (body[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column = 1;
        for (int i = lineStart; i < at; i++) {
            if ((body[i] & 0xc0) != 0x80) {
                column++;
            }
        }
        return "(line " + line + ":" + column + ")";
    }

    /** The token at {@code at} as it is written; a bracket for an object or a list. */
    String token(int at) {
        int close = switch (body[at]) {
            case '{', '[', '}', ']' -> at + 1;
            case '"' -> stringEnd(at);
            default -> literalEnd(at);
        };
        return new String(body, at, close - at, StandardCharsets.UTF_8);
    }

    /** The place behind the string that begins at {@code open}. */
    int stringEnd(int open) {
        int at = open + 1;
        while (at < end && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, end);
    }

    private int literalEnd(int at) {
        int close = at;
        while (close < end && DELIMITERS.indexOf(body[close]) < 0) {
            close++;
        }
        return close;
    }

    String text(int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
}
