package dev.verdict.policy.model;

import org.jspecify.annotations.Nullable;

/** Expressions whose values a rule returns to the caller; at least one is present. */
public record Output(
        @Nullable Located<String> ruleActivated, @Nullable Located<String> conditionNotMet) {}
