package dev.verdict.expr.value;

/** A value of a type that only Verdict's own functions know, such as a hierarchy or an IP address. Immutable. */
public interface Typed {
    /** The name of its type in CEL; the same as that of the {@code OpaqueType} in the declarations of its functions. */
    String typeName();
}
