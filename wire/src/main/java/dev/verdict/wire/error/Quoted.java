package dev.verdict.wire.error;

/** Text in double quotes with the escapes of the reference's language. */
public final class Quoted {
    private static final String HEX = "0123456789abcdef";

    private Quoted() {}

    /** Appends {@code text}, quoted. */
    public static void append(StringBuilder out, String text) {
        out.append('"');
        text.codePoints().forEach(c -> appendCharacter(out, c, '"'));
        out.append('"');
    }

    /** Appends one character as it stands between {@code quote}s. */
    public static void appendCharacter(StringBuilder out, int character, char quote) {
        switch (character) {
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            case '\\' -> out.append("\\\\");
            default -> appendOther(out, character, quote);
        }
    }

    private static void appendOther(StringBuilder out, int character, char quote) {
        if (character == quote) {
            out.append('\\').append(quote);
        } else if (isPrintable(character)) {
            out.appendCodePoint(character);
        } else if (character < 0x80) {
            appendHex(out.append("\\x"), character, 2);
        } else if (character < 0x10000) {
            appendHex(out.append("\\u"), character, 4);
        } else {
            appendHex(out.append("\\U"), character, 8);
        }
    }

    private static boolean isPrintable(int character) {
        return character == ' '
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }

    private static void appendHex(StringBuilder out, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt(value >> shift & 0xf));
        }
    }
}
