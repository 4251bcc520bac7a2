package dev.verdict.kinde.json;

import java.io.Serial;

/** Says that a text is not the JSON that was expected. The message is a sentence without any part of the text. */
public final class MalformedJson extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedJson(String message) {
        super(message, null, false, false);
    }

    /** The sentence; never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
