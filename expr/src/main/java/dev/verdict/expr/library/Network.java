package dev.verdict.expr.library;

import dev.verdict.expr.value.CelError;
import org.jspecify.annotations.Nullable;

/** Reads addresses and blocks of addresses by the rules of the functions that take them. */
public final class Network {
    private Network() {}

    /** Why {@code ip(text)} with a literal text does not compile, or null if it does. */
    public static @Nullable String problemOfIp(String text) {
        return ip(text) instanceof CelError error ? "invalid ip argument: " + error.message() : null;
    }

    /** Why {@code cidr(text)} with a literal text does not compile, or null if it does. */
    public static @Nullable String problemOfCidr(String text) {
        return cidr(text) instanceof CelError error ? "invalid cidr argument: " + error.message() : null;
    }

    /** An {@link IpAddress} or an error; zones and IPv6 forms of IPv4 addresses are not allowed. */
    static Object ip(String text) {
        IpReader reader = new IpReader(text);
        IpAddress address = reader.read();
        if (address == null) {
            return new CelError("IP Address " + Quoting.quote(text) + " parse error during conversion from string: "
                    + reader.problem());
        }
        if (reader.zone() != null) {
            return new CelError("IP address " + Quoting.quote(text) + " with zone value is not allowed");
        }
        return address.isMapped() && !address.v4() ? mappedNotAllowed(text) : address;
    }

    /** A {@link Cidr} or an error. */
    static Object cidr(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            return badCidr(text, "no '/'");
        }
        IpReader reader = new IpReader(text.substring(0, slash));
        IpAddress address = reader.read();
        if (address == null) {
            return badCidr(text, reader.problem());
        }
        if (reader.zone() != null) {
            return badCidr(text, "IPv6 zones cannot be present in a prefix");
        }
        String length = text.substring(slash + 1);
        int prefix = prefix(length);
        if (prefix < 0 || (length.length() > 1 && length.charAt(0) == '0')) {
            return badCidr(text, "bad bits after slash: " + Quoting.quote(length));
        }
        if (prefix > address.bits()) {
            return badCidr(text, "prefix length out of range");
        }
        return address.isMapped() && !address.v4() ? mappedNotAllowed(text) : new Cidr(address, prefix);
    }

    /**
     * What {@code inIPAddrRange} says: as {@link #ip} and {@link #cidr}, but IPv6 forms of IPv4 addresses count as IPv4,
     * and the length may have leading zeros.
     */
    static Object inRange(String address, String range) {
        IpReader reader = new IpReader(address);
        IpAddress ip = reader.read();
        if (ip == null || reader.zone() != null) {
            return new CelError("invalid IP address: " + address);
        }
        Cidr block = block(range);
        return block == null ? new CelError("invalid CIDR address: " + range) : (Object) block.containsMapped(ip);
    }

    private static @Nullable Cidr block(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return null;
        }
        IpReader reader = new IpReader(text.substring(0, slash));
        IpAddress address = reader.read();
        int prefix = prefix(text.substring(slash + 1));
        if (address == null || reader.zone() != null || prefix < 0 || prefix > address.bits()) {
            return null;
        }
        return new Cidr(address, prefix);
    }

    /** The number, or -1 if it is not one; very large ones are cut. */
    private static int prefix(String digits) {
        int value = 0;
        // A number beyond the range of the reference's integers is not a number for it.
        if (digits.isEmpty() || digits.length() > 18) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = Math.min(value * 10 + c - '0', 1_000);
        }
        return value;
    }

    private static CelError badCidr(String text, String problem) {
        String quoted = Quoting.quote(text);
        String reason = "netip.ParsePrefix(" + quoted + "): " + problem;
        return new CelError("CIDR " + quoted + " parse error during conversion from string: " + reason);
    }

    private static CelError mappedNotAllowed(String text) {
        return new CelError("IPv4-mapped IPv6 address " + Quoting.quote(text) + " is not allowed");
    }
}
