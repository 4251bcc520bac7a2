package dev.verdict.expr.node;

/** Bits that tell what an expression depends on. */
public final class Reads {
    /** The principal, its tokens or the time: the same for all decisions of one call. */
    public static final long CALL = 1;
    /** The resource. */
    public static final long RESOURCE = 2;
    /** The derived roles of the decision. */
    public static final long RUNTIME = 4;

    private static final int FIRST_LOCAL = 8;

    private Reads() {}

    /** The bit of the loop variables of the loop at {@code depth}; very deep loops share one. */
    static long local(int depth) {
        return 1L << Math.min(FIRST_LOCAL + depth, Long.SIZE - 1);
    }

    /** Whether {@link #local} of this depth belongs to one loop only. */
    static boolean isExact(int depth) {
        return FIRST_LOCAL + depth < Long.SIZE - 1;
    }
}
