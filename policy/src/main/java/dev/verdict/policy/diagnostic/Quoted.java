package dev.verdict.policy.diagnostic;

/** Author-written text as it appears inside messages. */
public final class Quoted {
    private static final int MAX_LENGTH = 60;

    private Quoted() {}

    /** {@code text} in back-quotes on one line, cut when it is long. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("`");
        int shown = Math.min(text.codePointCount(0, text.length()), MAX_LENGTH);
        int end = text.offsetByCodePoints(0, shown);
        text.substring(0, end).codePoints().forEach(point -> {
            boolean visible = !Character.isISOControl(point) && point != 0x2028 && point != 0x2029;
            quoted.appendCodePoint(visible ? point : ' ');
        });
        return quoted.append(end < text.length() ? "…`" : "`").toString();
    }
}
