package dev.verdict.cli;

/** Exit codes of the process; those of the reference where it has them. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int INVALID_POLICIES = 3;
    static final int DENIED = 5;
    static final int USAGE = 80;

    private ExitCode() {}
}
