package dev.verdict.expr.library;

import java.util.ArrayList;
import java.util.List;

/** The functions that policies may call beyond the standard library of CEL. */
public final class Libraries {
    /** Names of the types that only these functions know. */
    public static final List<String> TYPES = List.of(
            Hierarchy.TYPE, IpAddress.TYPE, Cidr.TYPE, SpiffeId.TYPE, SpiffeId.TrustDomain.TYPE, SpiffeMatcher.TYPE);

    private Libraries() {}

    /** Every overload of every extension library and of the policy language's own functions. */
    public static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        all.addAll(StringFunctions.all());
        all.addAll(CallFunctions.all());
        all.addAll(MathFunctions.all());
        all.addAll(ListFunctions.all());
        all.addAll(SetFunctions.all());
        all.addAll(OptionalFunctions.all());
        all.addAll(HierarchyFunctions.all());
        all.addAll(NetworkFunctions.all());
        all.addAll(SpiffeFunctions.all());
        all.addAll(PathFunctions.all());
        all.addAll(RegexFunctions.all());
        all.addAll(EncoderFunctions.all());
        all.addAll(Format.all());
        return List.copyOf(all);
    }
}
