package dev.verdict.expr.library;

import dev.verdict.expr.value.Typed;
import java.util.function.Predicate;

/** Tells whether an identity is one of those that it stands for. Equal to nothing but itself. */
final class SpiffeMatcher implements Typed {
    static final String TYPE = "cerbos.lib.spiffeMatcher";

    private final Predicate<SpiffeId> test;

    SpiffeMatcher(Predicate<SpiffeId> test) {
        this.test = test;
    }

    boolean matches(SpiffeId id) {
        return test.test(id);
    }

    @Override
    public String hostTypeName() {
        return "types.SPIFFEMatcher";
    }

    @Override
    public String jsonProblem() {
        return "unsupported native conversion from SPIFFEMatcher to '*structpb.Value'";
    }

    @Override
    public String typeName() {
        return TYPE;
    }
}
