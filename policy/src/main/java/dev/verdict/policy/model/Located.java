package dev.verdict.policy.model;

import dev.verdict.policy.diagnostic.Span;

/** A value that an author wrote, with its place. */
public record Located<T>(T value, Span span) {}
