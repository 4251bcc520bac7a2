package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;
import static dev.verdict.expr.library.Overload.member;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.library.SpiffeId.TrustDomain;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions on SPIFFE identities, trust domains and matchers. */
final class SpiffeFunctions {
    private static final CelType ID = OpaqueType.create(SpiffeId.TYPE);
    private static final CelType DOMAIN = OpaqueType.create(TrustDomain.TYPE);
    private static final CelType MATCHER = OpaqueType.create(SpiffeMatcher.TYPE);
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final Class<String> TEXT = String.class;
    private static final Class<SpiffeId> IDENTITY = SpiffeId.class;
    private static final Class<TrustDomain> TRUST = TrustDomain.class;

    private SpiffeFunctions() {}

    static List<Overload> all() {
        Overload.Body oneOf = Bodies.of(Bodies.LIST, SpiffeFunctions::oneOf);
        return List.of(
                function("spiffeID", "spiffeID_string", ID, Bodies.of(TEXT, SpiffeFunctions::id), STRING),
                member(
                        "isMemberOf",
                        "spiffeID_isMemberOf",
                        BOOL,
                        Bodies.of(
                                IDENTITY,
                                TRUST,
                                (meter, id, domain) -> id.trustDomain().equals(domain)),
                        ID,
                        DOMAIN),
                member("path", "spiffeID_path", STRING, Bodies.of(IDENTITY, (meter, id) -> id.path()), ID),
                member(
                        "trustDomain",
                        "spiffeID_trustDomain",
                        DOMAIN,
                        Bodies.of(IDENTITY, (meter, id) -> id.trustDomain()),
                        ID),
                function(
                        "spiffeTrustDomain",
                        "spiffeTrustDomain_string",
                        DOMAIN,
                        Bodies.of(TEXT, SpiffeFunctions::domain),
                        STRING),
                member("name", "spiffeTrustDomain_name", STRING, Bodies.of(TRUST, (meter, td) -> td.name()), DOMAIN),
                member("id", "spiffeTrustDomain_id", STRING, Bodies.of(TRUST, (meter, td) -> td.toString()), DOMAIN),
                function("spiffeMatchAny", "spiffeMatchAny", MATCHER, (Overload.Body.Nullary)
                        meter -> new SpiffeMatcher(id -> true)),
                function(
                        "spiffeMatchExact",
                        "spiffeMatchExact_id",
                        MATCHER,
                        Bodies.of(IDENTITY, (meter, id) -> new SpiffeMatcher(id::equals)),
                        ID),
                function(
                        "spiffeMatchExact",
                        "spiffeMatchExact_string",
                        MATCHER,
                        Bodies.of(TEXT, SpiffeFunctions::exact),
                        STRING),
                function("spiffeMatchOneOf", "spiffeMatchOneOf_list_id", MATCHER, oneOf, ListType.create(ID)),
                function("spiffeMatchOneOf", "spiffeMatchOneOf_list_string", MATCHER, oneOf, ListType.create(STRING)),
                function(
                        "spiffeMatchTrustDomain",
                        "spiffeMatchTrustDomain_trustDomain",
                        MATCHER,
                        Bodies.of(TRUST, (meter, domain) -> membersOf(domain)),
                        DOMAIN),
                function(
                        "spiffeMatchTrustDomain",
                        "spiffeMatchTrustDomain_string",
                        MATCHER,
                        Bodies.of(TEXT, SpiffeFunctions::membersOf),
                        STRING),
                member(
                        "matchesID",
                        "spiffeMatcher_matchesID_id",
                        BOOL,
                        Bodies.of(SpiffeMatcher.class, IDENTITY, (meter, matcher, id) -> matcher.matches(id)),
                        MATCHER,
                        ID),
                member(
                        "matchesID",
                        "spiffeMatcher_matchesID_string",
                        BOOL,
                        Bodies.of(SpiffeMatcher.class, TEXT, SpiffeFunctions::matches),
                        MATCHER,
                        STRING));
    }

    private static Object id(Meter meter, String text) {
        Cost.characters(meter, text.length());
        return SpiffeId.parse(text, "failed to parse SPIFFE ID: ");
    }

    private static Object domain(Meter meter, String text) {
        Cost.characters(meter, text.length());
        return SpiffeId.parseTrustDomain(text);
    }

    private static Object exact(Meter meter, String text) {
        Object id = id(meter, text);
        return id instanceof SpiffeId identity ? new SpiffeMatcher(identity::equals) : id;
    }

    private static Object membersOf(Meter meter, String text) {
        Object domain = domain(meter, text);
        return domain instanceof TrustDomain trust ? membersOf(trust) : domain;
    }

    private static SpiffeMatcher membersOf(TrustDomain domain) {
        return new SpiffeMatcher(id -> id.trustDomain().equals(domain));
    }

    private static Object oneOf(Meter meter, List<? extends @Nullable Object> list) {
        meter.charge(list.size());
        Set<SpiffeId> ids = new HashSet<>();
        boolean first = true;
        for (Object element : list) {
            // matches reference: the first element stands for all when an overload is picked
            if (first && !(element instanceof SpiffeId) && !(element instanceof String)) {
                return new CelError("no such overload: spiffeMatchOneOf(list)");
            }
            first = false;
            Object id = element instanceof String text ? id(meter, text) : element;
            if (!(id instanceof SpiffeId identity)) {
                return CelError.noSuchOverload();
            }
            ids.add(identity);
        }
        return new SpiffeMatcher(ids::contains);
    }

    private static Object matches(Meter meter, SpiffeMatcher matcher, String text) {
        Cost.characters(meter, text.length());
        Object id = SpiffeId.parse(text, "invalid SPIFFE ID: ");
        return id instanceof SpiffeId identity ? (Object) matcher.matches(identity) : id;
    }
}
