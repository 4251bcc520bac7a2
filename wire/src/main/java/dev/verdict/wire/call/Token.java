package dev.verdict.wire.call;

/**
 * A token as the caller sent it, not verified.
 *
 * @param keySetId which key set must verify it; empty for the only one
 */
public record Token(String token, String keySetId) {}
