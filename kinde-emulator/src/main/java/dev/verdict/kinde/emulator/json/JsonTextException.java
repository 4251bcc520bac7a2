package dev.verdict.kinde.emulator.json;

/** A text is not the JSON that it should be; the message is a sentence for the sender. */
public final class JsonTextException extends Exception {
    private static final long serialVersionUID = 1L;

    JsonTextException(String message) {
        super(message);
    }
}
