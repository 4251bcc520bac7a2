package dev.verdict.expr.run;

import dev.verdict.expr.value.Attributes;

/** What expressions may ask of the resource. Immutable. */
public interface ResourceView {
    String kind();

    String id();

    Attributes attr();

    String policyVersion();

    /** As sent, like {@link PrincipalView#scope}. */
    String scope();
}
