package dev.verdict.expr.library;

import dev.verdict.expr.value.Typed;

/**
 * A block of addresses, and the address that it was written with. Immutable.
 *
 * @param prefix how many leading bits all addresses of the block share
 */
record Cidr(IpAddress address, int prefix) implements Typed {
    static final String TYPE = "net.CIDR";

    Cidr masked() {
        return new Cidr(address.masked(prefix), prefix);
    }

    boolean contains(IpAddress other) {
        return other.v4() == address.v4() && other.masked(prefix).equals(address.masked(prefix));
    }

    boolean contains(Cidr other) {
        return prefix <= other.prefix && contains(other.address);
    }

    /** The block as a range of IPv6, where an IPv4 block is the range that it is mapped to. */
    boolean containsMapped(IpAddress other) {
        IpAddress first = address.masked(prefix);
        if (first.isMapped() != other.isMapped()) {
            return false;
        }
        IpAddress same = new IpAddress(other.high(), other.low(), address.v4());
        return same.masked(prefix).equals(first);
    }

    @Override
    public String hostTypeName() {
        return "ext.CIDR";
    }

    @Override
    public boolean isReceiver() {
        return false;
    }

    @Override
    public String typeName() {
        return TYPE;
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
