package dev.verdict.kinde.emulator.control;

/** What was asked of the emulator cannot be done; the message is a sentence for the person who asked. */
public final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ControlException(String message) {
        super(message);
    }
}
