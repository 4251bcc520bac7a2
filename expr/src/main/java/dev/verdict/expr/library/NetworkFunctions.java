package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;
import static dev.verdict.expr.library.Overload.member;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Functions on IP addresses and blocks of them. */
final class NetworkFunctions {
    private static final CelType IP = OpaqueType.create(IpAddress.TYPE);
    private static final CelType CIDR = OpaqueType.create(Cidr.TYPE);
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType INT = SimpleType.INT;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final Class<String> TEXT = String.class;
    private static final Class<IpAddress> ADDRESS = IpAddress.class;
    private static final Class<Cidr> BLOCK = Cidr.class;

    private NetworkFunctions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        addAddresses(all);
        addBlocks(all);
        all.add(member(
                "inIPAddrRange",
                "inIPAddrRange_string",
                BOOL,
                Bodies.of(TEXT, TEXT, (meter, address, range) -> {
                    Cost.characters(meter, address.length() + range.length());
                    return Network.inRange(address, range);
                }),
                STRING,
                STRING));
        return all;
    }

    private static void addAddresses(List<Overload> all) {
        all.add(function("ip", "string_to_ip", IP, Bodies.of(TEXT, NetworkFunctions::ip), STRING));
        all.add(function(
                "isIP",
                "string_is_ip",
                BOOL,
                Bodies.of(TEXT, (meter, text) -> ip(meter, text) instanceof IpAddress),
                STRING));
        all.add(function(
                "ip.isCanonical", "ip_is_canonical", BOOL, Bodies.of(TEXT, NetworkFunctions::isCanonical), STRING));
        all.add(function("string", "ip_to_string", STRING, Bodies.of(ADDRESS, (meter, ip) -> ip.toString()), IP));
        all.add(member("family", "ip_family", INT, Bodies.of(ADDRESS, (meter, ip) -> ip.v4() ? 4L : 6L), IP));
        addTest(all, "isUnspecified", IpAddress::isUnspecified);
        addTest(all, "isLoopback", IpAddress::isLoopback);
        addTest(all, "isGlobalUnicast", IpAddress::isGlobalUnicast);
        addTest(all, "isLinkLocalMulticast", IpAddress::isLinkLocalMulticast);
        addTest(all, "isLinkLocalUnicast", IpAddress::isLinkLocalUnicast);
    }

    private static void addTest(List<Overload> all, String name, Predicate<IpAddress> test) {
        all.add(member(name, "ip_" + name, BOOL, Bodies.of(ADDRESS, (meter, ip) -> test.test(ip)), IP));
    }

    private static void addBlocks(List<Overload> all) {
        all.add(function("cidr", "string_to_cidr", CIDR, Bodies.of(TEXT, NetworkFunctions::cidr), STRING));
        all.add(function(
                "isCIDR",
                "string_is_cidr",
                BOOL,
                Bodies.of(TEXT, (meter, text) -> cidr(meter, text) instanceof Cidr),
                STRING));
        all.add(function("string", "cidr_to_string", STRING, Bodies.of(BLOCK, (meter, c) -> c.toString()), CIDR));
        all.add(member(
                "containsIP",
                "cidr_contains_ip_ip",
                BOOL,
                Bodies.of(BLOCK, ADDRESS, (meter, block, ip) -> block.contains(ip)),
                CIDR,
                IP));
        all.add(member(
                "containsIP",
                "cidr_contains_ip_string",
                BOOL,
                Bodies.of(BLOCK, TEXT, NetworkFunctions::containsIp),
                CIDR,
                STRING));
        all.add(member(
                "containsCIDR",
                "cidr_contains_cidr",
                BOOL,
                Bodies.of(BLOCK, BLOCK, (meter, block, other) -> block.contains(other)),
                CIDR,
                CIDR));
        all.add(member(
                "containsCIDR",
                "cidr_contains_cidr_string",
                BOOL,
                Bodies.of(BLOCK, TEXT, NetworkFunctions::containsCidr),
                CIDR,
                STRING));
        all.add(member("ip", "cidr_ip", IP, Bodies.of(BLOCK, (meter, block) -> block.address()), CIDR));
        all.add(member("masked", "cidr_masked", CIDR, Bodies.of(BLOCK, (meter, block) -> block.masked()), CIDR));
        all.add(member(
                "isMask",
                "cidr_is_mask",
                BOOL,
                Bodies.of(BLOCK, (meter, block) -> block.equals(block.masked())),
                CIDR));
        all.add(member(
                "prefixLength",
                "cidr_prefix_length",
                INT,
                Bodies.of(BLOCK, (meter, block) -> (long) block.prefix()),
                CIDR));
    }

    private static Object ip(Meter meter, String text) {
        Cost.characters(meter, text.length());
        return Network.ip(text);
    }

    private static Object cidr(Meter meter, String text) {
        Cost.characters(meter, text.length());
        return Network.cidr(text);
    }

    private static Object isCanonical(Meter meter, String text) {
        Object address = ip(meter, text);
        return address instanceof CelError
                ? address
                : (Object) address.toString().equals(text);
    }

    private static Object containsIp(Meter meter, Cidr block, String text) {
        Object address = ip(meter, text);
        return address instanceof IpAddress ip ? (Object) block.contains(ip) : address;
    }

    private static Object containsCidr(Meter meter, Cidr block, String text) {
        Object other = cidr(meter, text);
        return other instanceof Cidr inner ? (Object) block.contains(inner) : other;
    }
}
