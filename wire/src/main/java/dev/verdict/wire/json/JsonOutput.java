package dev.verdict.wire.json;

import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one JSON text as UTF-8, with or without indentation. For one thread. */
final class JsonOutput {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MAX_CHAR_LENGTH = 6;

    private final boolean pretty;
    private byte[] buffer;
    private int size;
    private int depth;

    /** Whether the open object or list has a member. */
    private boolean hasMember;

    JsonOutput(int expectedSize, boolean pretty) {
        this.buffer = new byte[expectedSize];
        this.pretty = pretty;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    void beginObject() {
        begin('{');
    }

    void endObject() {
        end('}');
    }

    void beginList() {
        begin('[');
    }

    void endList() {
        end(']');
    }

    private void begin(char bracket) {
        ensure(1);
        buffer[size++] = (byte) bracket;
        depth++;
        hasMember = false;
    }

    private void end(char bracket) {
        depth--;
        if (hasMember) {
            newLine();
        }
        ensure(1);
        buffer[size++] = (byte) bracket;
        hasMember = true;
    }

    /** Begins the next element of the open list. */
    void element() {
        ensure(1);
        if (hasMember) {
            buffer[size++] = ',';
        }
        hasMember = true;
        newLine();
    }

    /** Begins a member of the open object; its name needs no escape. */
    void field(byte[] quotedNameAndColon) {
        element();
        raw(quotedNameAndColon);
        space();
    }

    /** Begins a member of the open object. */
    void field(String name) {
        element();
        string(name);
        ensure(1);
        buffer[size++] = ':';
        space();
    }

    /** Writes a member whose value is a string, unless that is empty. */
    void field(String name, String text) {
        if (!text.isEmpty()) {
            field(name);
            string(text);
        }
    }

    private void newLine() {
        if (pretty) {
            ensure(1 + 2 * depth);
            buffer[size++] = '\n';
            Arrays.fill(buffer, size, size + 2 * depth, (byte) ' ');
            size += 2 * depth;
        }
    }

    private void space() {
        if (pretty) {
            ensure(1);
            buffer[size++] = ' ';
        }
    }

    /** Writes a token that is already encoded. */
    void raw(byte[] token) {
        ensure(token.length);
        System.arraycopy(token, 0, buffer, size, token.length);
        size += token.length;
    }

    /** Writes a token of ASCII characters. */
    void ascii(String token) {
        int length = token.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            buffer[size + i] = (byte) token.charAt(i);
        }
        size += length;
    }

    void bool(boolean value) {
        ascii(value ? "true" : "false");
    }

    void string(String text) {
        int length = text.length();
        ensure(length + 2);
        byte[] target = buffer;
        int at = size;
        target[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x80) {
                size = at;
                rest(text, i);
                return;
            }
            target[at++] = (byte) c;
        }
        target[at++] = '"';
        size = at;
    }

    /** Writes the part of a string that has characters of more than one octet, and the closing quote. */
    private void rest(String text, int from) {
        ensure(MAX_CHAR_LENGTH * (text.length() - from) + 1);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                point(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                point(Character.isSurrogate(c) ? 0xfffd : c);
            }
        }
        buffer[size++] = '"';
    }

    private void ascii(char c) {
        switch (c) {
            case '"', '\\' -> escape((byte) c);
            case '\n' -> escape((byte) 'n');
            case '\r' -> escape((byte) 'r');
            case '\t' -> escape((byte) 't');
            case '\b' -> escape((byte) 'b');
            case '\f' -> escape((byte) 'f');
            default -> {
                if (c >= ' ') {
                    buffer[size++] = (byte) c;
                } else {
                    escape((byte) 'u');
                    buffer[size++] = '0';
                    buffer[size++] = '0';
                    buffer[size++] = HEX[c >> 4];
                    buffer[size++] = HEX[c & 0xf];
                }
            }
        }
    }

    private void escape(byte letter) {
        buffer[size++] = '\\';
        buffer[size++] = letter;
    }

    private void point(int point) {
        if (point < 0x800) {
            buffer[size++] = (byte) (0xc0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                buffer[size++] = (byte) (0xe0 | (point >> 12));
            } else {
                buffer[size++] = (byte) (0xf0 | (point >> 18));
                buffer[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            }
            buffer[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        }
        buffer[size++] = (byte) (0x80 | (point & 0x3f));
    }

    /**
     * Writes a JSON value as in {@link dev.verdict.expr.value.Attributes}, the names of objects sorted.
     *
     * @throws dev.verdict.wire.error.ApiException if a number in it is infinite or not a number
     */
    void value(@Nullable Object value) {
        switch (value) {
            case null -> ascii("null");
            case String text -> string(text);
            case Boolean bool -> bool(bool);
            case Number number -> number(number.doubleValue());
            case List<?> list -> {
                beginList();
                for (Object item : list) {
                    element();
                    value(item);
                }
                endList();
            }
            case Map<?, ?> map -> {
                beginObject();
                for (String name : SortedNames.of(map)) {
                    field(name);
                    value(map.get(name));
                }
                endObject();
            }
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private void number(double number) {
        if (!Double.isFinite(number)) {
            String name = Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
            throw ApiError.of(
                            StatusCode.UNKNOWN, "proto: google.protobuf.Value.number_value: invalid " + name + " value")
                    .asException();
        }
        ascii(Numbers.format(number));
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(size, more)));
        }
    }
}
