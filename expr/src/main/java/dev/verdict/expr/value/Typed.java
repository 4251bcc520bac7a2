package dev.verdict.expr.value;

/** A value of a type that only Verdict's own functions know, such as a hierarchy or an IP address. Immutable. */
public interface Typed {
    /** The name of its type in CEL; the same as that of the {@code OpaqueType} in the declarations of its functions. */
    String typeName();

    /** What the reference calls the type in messages that name its implementation. */
    String hostTypeName();

    /** Whether the type has functions and operators of its own, which decides on the words of errors. */
    default boolean isReceiver() {
        return true;
    }

    /** Whether it has members, which have positions and no names. */
    default boolean hasPositions() {
        return false;
    }

    /** Why the value cannot be written as JSON, in the words of the reference, which differ from type to type. */
    default String jsonProblem() {
        return "unsupported type conversion to '*structpb.Value'";
    }

    /** Whether {@code this == other} has an answer; where it has none, it is an error. Never asked about null. */
    default boolean comparesWith(Object other) {
        return true;
    }

    /** Whether {@code this == other}; not the same as {@code other == this} where some texts are equal to this. */
    default boolean isEqualTo(Object other) {
        return equals(other);
    }
}
