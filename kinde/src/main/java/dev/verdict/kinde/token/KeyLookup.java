package dev.verdict.kinde.token;

/** What a key source has to offer. */
sealed interface KeyLookup {
    record Found(KeyRing keys) implements KeyLookup {}

    record Missing(TokenProblem problem, String reason) implements KeyLookup {}
}
