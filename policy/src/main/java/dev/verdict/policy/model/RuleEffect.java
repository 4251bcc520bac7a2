package dev.verdict.policy.model;

/** The effect that a rule's author wrote. */
public enum RuleEffect {
    ALLOW,
    DENY
}
