package dev.verdict.kinde.emulator.keys;

/** What was asked of the keys cannot be done with those there are. */
public final class KeyRotationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyRotationException(String message) {
        super(message);
    }
}
