package dev.verdict.engine.table;

import dev.verdict.policy.diagnostic.Span;

/** One compiled policy. Immutable and thread-safe; belongs to one rule table and dies with it. */
public sealed interface PolicyTable permits ResourceTable, PrincipalTable, RoleTable {
    /** As the API shows it. */
    String key();

    /** Empty for the root. */
    String scope();

    String version();

    CompiledUnit unit();

    /** Where the policy was read from. */
    Span span();
}
