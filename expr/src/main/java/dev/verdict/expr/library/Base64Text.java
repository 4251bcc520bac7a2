package dev.verdict.expr.library;

import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads base64: line breaks are passed over, padding may be left out, unused bits may be set. */
final class Base64Text {
    private Base64Text() {}

    /** {@link Bytes}, or an error. */
    static Object decode(String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        int end = withoutPadding(source);
        byte[] decoded = new byte[source.length * 3 / 4 + 3];
        int length = 0;
        int held = 0;
        int digits = 0;
        for (int i = 0; i < source.length; i++) {
            if (isLineBreak(source[i])) {
                continue;
            }
            int digit = digit(source[i]);
            if (digit < 0) {
                if (i >= end) {
                    break;
                }
                return illegal(i);
            }
            held = held << 6 | digit;
            digits++;
            if (digits == 4) {
                decoded[length++] = (byte) (held >> 16);
                decoded[length++] = (byte) (held >> 8);
                decoded[length++] = (byte) held;
                digits = 0;
                held = 0;
            }
        }
        if (digits == 1) {
            return illegal(source.length - 1);
        }
        if (digits >= 2) {
            decoded[length++] = (byte) (held >> (digits == 2 ? 4 : 10));
        }
        if (digits == 3) {
            decoded[length++] = (byte) (held >> 2);
        }
        return Bytes.copyOf(Arrays.copyOf(decoded, length));
    }

    /** Where complete padding begins; beyond the end if there is none. */
    private static int withoutPadding(byte[] source) {
        int digits = 0;
        int padding = 0;
        int start = source.length;
        for (int i = 0; i < source.length; i++) {
            if (isLineBreak(source[i])) {
                continue;
            }
            if (source[i] == '=') {
                start = padding == 0 ? i : start;
                padding++;
            } else if (padding > 0) {
                return source.length;
            } else {
                digits++;
            }
        }
        boolean complete = digits % 4 >= 2 && digits % 4 + padding == 4;
        return complete ? start : source.length;
    }

    private static boolean isLineBreak(byte c) {
        return c == '\n' || c == '\r';
    }

    private static int digit(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }

    private static CelError illegal(int at) {
        return new CelError("illegal base64 data at input byte " + at);
    }
}
