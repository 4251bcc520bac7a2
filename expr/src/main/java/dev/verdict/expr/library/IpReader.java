package dev.verdict.expr.library;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one IP address; never asks a name service. IPv4 is four decimal numbers without leading zeros, IPv6 as in RFC 4291
 * with an optional zone. After a failure it knows what is wrong. For one text only, not for use by several threads.
 */
final class IpReader {
    private static final int GROUPS = 8;

    private final String text;

    /** Ends at the zone. */
    private int end;

    private int at;
    private @Nullable String problem;
    private @Nullable String zone;

    IpReader(String text) {
        this.text = text;
        end = text.length();
    }

    /** The address, or null if the text is none. */
    @Nullable
    IpAddress read() {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '.' -> {
                    return readV4();
                }
                case ':' -> {
                    return readV6();
                }
                case '%' -> {
                    return fail("missing IPv6 address");
                }
                default -> {}
            }
        }
        return fail("unable to parse IP");
    }

    /** The text after {@code %}, or null if there is none. */
    @Nullable
    String zone() {
        return zone;
    }

    /** What was wrong, in the words of the reference. */
    String problem() {
        return "ParseAddr(" + Quoting.quote(text) + "): " + Objects.requireNonNull(problem);
    }

    private @Nullable IpAddress readV4() {
        long octets = readOctets(0);
        return octets < 0 ? null : IpAddress.ofV4((int) octets);
    }

    /** The four numbers from {@code from} to the end as 32 bits; -1 if they are not right. */
    private long readOctets(int from) {
        long octets = 0;
        int value = 0;
        int digits = 0;
        int dots = 0;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (digits == 1 && value == 0) {
                    return failOctets("IPv4 field has octet with leading zero");
                }
                value = value * 10 + c - '0';
                digits++;
                if (value > 255) {
                    return failOctets("IPv4 field has value >255");
                }
            } else if (c == '.') {
                if (digits == 0 || i == end - 1) {
                    return failOctets(withPlace("IPv4 field must have at least one digit", i));
                }
                if (dots == 3) {
                    return failOctets("IPv4 address too long");
                }
                octets = octets << 8 | value;
                value = 0;
                digits = 0;
                dots++;
            } else {
                return failOctets(withPlace("unexpected character", i));
            }
        }
        return dots < 3 ? failOctets("IPv4 address too short") : octets << 8 | value;
    }

    private @Nullable IpAddress readV6() {
        if (!readZone()) {
            return null;
        }
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (count < GROUPS && at < end) {
            int start = at;
            int group = readGroup();
            if (group < 0) {
                return null;
            }
            if (at < end && text.charAt(at) == '.') {
                return readEmbedded(groups, count, gap, start);
            }
            groups[count++] = group;
            if (at == end) {
                break;
            }
            if (text.charAt(at) != ':') {
                return fail(withPlace("unexpected character, want colon", at));
            }
            if (at + 1 == end) {
                return fail(withPlace("colon must be followed by more characters", at));
            }
            at++;
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return fail(withPlace("multiple :: in address", at));
                }
                gap = count;
                at++;
            }
        }
        return at < end ? fail(withPlace("trailing garbage after address", at)) : assemble(groups, count, gap);
    }

    private boolean readZone() {
        int percent = text.indexOf('%');
        if (percent < 0) {
            return true;
        }
        end = percent;
        zone = text.substring(percent + 1);
        if (zone.isEmpty()) {
            fail("zone must be a non-empty string");
            return false;
        }
        return true;
    }

    private int readGroup() {
        int start = at;
        int value = 0;
        while (at < end) {
            int digit = hexDigit(text.charAt(at));
            if (digit < 0) {
                break;
            }
            if (at - start == 4) {
                fail(withPlace("each group must have 4 or less digits", start));
                return -1;
            }
            value = value << 4 | digit;
            at++;
        }
        if (at == start) {
            fail(withPlace("each colon-separated field must have at least one digit", start));
            return -1;
        }
        return value;
    }

    private @Nullable IpAddress readEmbedded(int[] groups, int count, int gap, int start) {
        if (gap < 0 && count != GROUPS - 2) {
            return fail(withPlace("embedded IPv4 address must replace the final 2 fields of the address", start));
        }
        if (count + 2 > GROUPS) {
            return fail(withPlace("too many hex fields to fit an embedded IPv4 at the end of the address", start));
        }
        long octets = readOctets(start);
        if (octets < 0) {
            return null;
        }
        groups[count] = (int) (octets >>> 16);
        groups[count + 1] = (int) octets & 0xffff;
        return assemble(groups, count + 2, gap);
    }

    private @Nullable IpAddress assemble(int[] groups, int count, int gap) {
        if (count < GROUPS && gap < 0) {
            return fail("address string too short");
        }
        if (count == GROUPS && gap >= 0) {
            return fail("the :: must expand to at least one field of zeros");
        }
        int zeros = GROUPS - count;
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int group = gap < 0 || i < gap ? groups[i] : i < gap + zeros ? 0 : groups[i - zeros];
            if (i < 4) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        return new IpAddress(high, low, false);
    }

    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private String withPlace(String message, int place) {
        return message + " (at " + Quoting.quote(text.substring(place, end)) + ")";
    }

    private long failOctets(String message) {
        fail(message);
        return -1;
    }

    private @Nullable IpAddress fail(String message) {
        problem = message;
        return null;
    }
}
