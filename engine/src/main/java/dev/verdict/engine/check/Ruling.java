package dev.verdict.engine.check;

/** What a search through rules came to. */
enum Ruling {
    NO_MATCH,
    ALLOW,
    DENY,
    /** Strict mode: a condition failed, the action is denied whatever else holds. */
    DENY_BY_ERROR
}
