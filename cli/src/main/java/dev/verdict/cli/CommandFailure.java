package dev.verdict.cli;

/** A command cannot do what it was asked; the message is for the person who asked. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandFailure of(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
