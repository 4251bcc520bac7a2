package dev.verdict.engine.decision;

/** The answer for one action. */
public enum Effect {
    ALLOW,
    DENY
}
