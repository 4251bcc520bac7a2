package dev.verdict.expr.run;

import dev.verdict.expr.value.Attributes;
import java.util.List;

/** What expressions may ask of the principal. Immutable. */
public interface PrincipalView {
    String id();

    List<String> roles();

    Attributes attr();

    String policyVersion();

    /** As sent: a leading dot, which only says that the root is meant, is not for expressions to see. */
    String scope();
}
