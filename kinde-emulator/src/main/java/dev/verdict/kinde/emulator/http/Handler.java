package dev.verdict.kinde.emulator.http;

/** Answers requests, on several threads at once. */
@FunctionalInterface
public interface Handler {
    /** The answer; what it throws becomes status 500. */
    Response answer(Request request);
}
