package dev.verdict.expr.run;

/** What a condition came to. */
public enum Truth {
    TRUE,
    /** False, or a value that is not a boolean. */
    FALSE,
    ERROR;

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
