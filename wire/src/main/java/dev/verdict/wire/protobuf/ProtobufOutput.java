package dev.verdict.wire.protobuf;

import com.google.protobuf.WireFormat;
import java.util.Arrays;

/**
 * Writes one protobuf message from its end to its beginning, so that the length of a message is known when its turn comes.
 * Fields are therefore written in reverse. For one thread.
 */
final class ProtobufOutput {
    private static final int MAX_VARINT = 10;
    private static final int MAX_CHAR_LENGTH = 3;

    private byte[] buffer;

    /** Where the part that is written begins. */
    private int at;

    ProtobufOutput(int expectedSize) {
        buffer = new byte[expectedSize];
        at = expectedSize;
    }

    byte[] toByteArray() {
        return Arrays.copyOfRange(buffer, at, buffer.length);
    }

    /** How much is written; remember it before the content of a message is. */
    int mark() {
        return buffer.length - at;
    }

    /** Ends, that is begins, a message field whose content was written since {@code mark}. */
    void message(int field, int mark) {
        varint(buffer.length - at - mark);
        tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }

    /** Writes a string even if it is empty, as a oneof demands. */
    void presentString(int field, String text) {
        int mark = mark();
        utf8(text);
        message(field, mark);
    }

    void string(int field, String text) {
        if (!text.isEmpty()) {
            presentString(field, text);
        }
    }

    void presentInteger(int field, long value) {
        varint(value);
        tag(field, WireFormat.WIRETYPE_VARINT);
    }

    void integer(int field, long value) {
        if (value != 0) {
            presentInteger(field, value);
        }
    }

    void presentBool(int field, boolean value) {
        presentInteger(field, value ? 1 : 0);
    }

    void presentNumber(int field, double value) {
        ensure(Long.BYTES);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[--at] = (byte) (bits >>> shift);
        }
        tag(field, WireFormat.WIRETYPE_FIXED64);
    }

    private void tag(int field, int wireType) {
        varint(((long) field << 3) | wireType);
    }

    private void varint(long value) {
        ensure(MAX_VARINT);
        if ((value & ~0x7fL) == 0) {
            buffer[--at] = (byte) value;
            return;
        }
        int length = (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7;
        at -= length;
        int to = at;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[to++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[to] = (byte) rest;
    }

    private void utf8(String text) {
        ensure(MAX_CHAR_LENGTH * text.length());
        byte[] target = buffer;
        int to = at;
        int i = text.length() - 1;
        for (char c; i >= 0 && (c = text.charAt(i)) < 0x80; i--) {
            target[--to] = (byte) c;
        }
        at = i < 0 ? to : beyondAscii(text, i, to);
    }

    /** Writes the characters up to {@code last} in front of {@code end}, and returns where they begin. */
    private int beyondAscii(String text, int last, int end) {
        int to = end;
        for (int i = last; i >= 0; i--) {
            char c = text.charAt(i);
            if (c < 0x80) {
                buffer[--to] = (byte) c;
            } else if (c < 0x800) {
                buffer[--to] = (byte) (0x80 | (c & 0x3f));
                buffer[--to] = (byte) (0xc0 | (c >> 6));
            } else if (i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c)) {
                to = supplementary(Character.toCodePoint(text.charAt(--i), c), to);
            } else {
                int point = Character.isSurrogate(c) ? 0xfffd : c;
                buffer[--to] = (byte) (0x80 | (point & 0x3f));
                buffer[--to] = (byte) (0x80 | ((point >> 6) & 0x3f));
                buffer[--to] = (byte) (0xe0 | (point >> 12));
            }
        }
        return to;
    }

    private int supplementary(int point, int end) {
        buffer[end - 1] = (byte) (0x80 | (point & 0x3f));
        buffer[end - 2] = (byte) (0x80 | ((point >> 6) & 0x3f));
        buffer[end - 3] = (byte) (0x80 | ((point >> 12) & 0x3f));
        buffer[end - 4] = (byte) (0xf0 | (point >> 18));
        return end - 4;
    }

    private void ensure(int more) {
        if (at < more) {
            int written = buffer.length - at;
            byte[] larger = new byte[Math.max(2 * buffer.length, Math.addExact(written, more))];
            System.arraycopy(buffer, at, larger, larger.length - written, written);
            at = larger.length - written;
            buffer = larger;
        }
    }
}
