package dev.verdict.wire.json;

import dev.verdict.wire.error.Quoted;
import org.jspecify.annotations.Nullable;

/** Finds strings that are no Unicode text, in JSON that is otherwise well formed. */
final class StringFaults {
    private static final int ESCAPE = 6;

    private final JsonText json;
    private final byte[] body;

    StringFaults(JsonText json) {
        this.json = json;
        this.body = json.body();
    }

    /** Whether there may be any: not if the text is UTF-8 and has no escapes that could spell half a character. */
    boolean arePossible() {
        int end = json.end();
        for (int at = json.start(); at < end; at++) {
            byte octet = body[at];
            if (octet < 0) {
                int length = sequence(at, end);
                if (length == 0) {
                    return true;
                }
                at += length - 1;
            } else if (octet == '\\' && at + 1 < end && body[at + 1] == 'u') {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with the first such string, or null. */
    @Nullable
    String first() {
        for (int at = json.start(); at < json.end(); at++) {
            if (body[at] == '"') {
                String fault = of(at);
                if (fault != null) {
                    return fault;
                }
                at = json.stringEnd(at) - 1;
            }
        }
        return null;
    }

    /** What is wrong with the string that begins at {@code open}, or null. */
    @Nullable
    String of(int open) {
        int close = json.stringEnd(open) - 1;
        int at = open + 1;
        while (at < close) {
            if (body[at] != '\\') {
                int length = sequence(at, close);
                if (length == 0) {
                    return "proto: syntax error " + json.position(open) + ": invalid UTF-8 in string";
                }
                at += length;
            } else if (body[at + 1] != 'u') {
                at += 2;
            } else if (!Character.isSurrogate(unit(at))) {
                at += ESCAPE;
            } else if (at + 2 * ESCAPE > json.end()) {
                return "proto: unexpected EOF";
            } else if (!isPair(at)) {
                return loneSurrogate(open, at + ESCAPE);
            } else {
                at += 2 * ESCAPE;
            }
        }
        return null;
    }

    private String loneSurrogate(int open, int at) {
        StringBuilder message = new StringBuilder("proto: syntax error ")
                .append(json.position(open))
                .append(": invalid escape code ");
        Quoted.append(message, json.text(at, at + ESCAPE));
        return message.append(" in string").toString();
    }

    private boolean isPair(int at) {
        int second = at + ESCAPE;
        return body[second] == '\\' && body[second + 1] == 'u' && Character.isSurrogatePair(unit(at), unit(second));
    }

    /** The code unit of the escape at {@code at}; what follows {@code u} is known to be hexadecimal. */
    private char unit(int at) {
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            unit = (unit << 4) | (Character.digit(body[i], 16) & 0xf);
        }
        return (char) unit;
    }

    /** The length of the UTF-8 sequence at {@code at}, or zero if there is none. */
    private int sequence(int at, int limit) {
        int lead = body[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > limit) {
            return 0;
        }
        int point = lead & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            if ((body[at + i] & 0xc0) != 0x80) {
                return 0;
            }
            point = (point << 6) | (body[at + i] & 0x3f);
        }
        boolean overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
        return overlong || point > Character.MAX_CODE_POINT || (point >= 0xd800 && point < 0xe000) ? 0 : length;
    }
}
