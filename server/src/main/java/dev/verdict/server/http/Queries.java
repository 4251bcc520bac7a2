package dev.verdict.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parameters in the query of a URI. */
final class Queries {
    private Queries() {}

    static boolean has(String query, String name) {
        return find(query, name) != null;
    }

    /** The value of the first parameter with this name, empty if it has none, or null. */
    static @Nullable String find(@Nullable String query, String name) {
        int start = 0;
        while (query != null && start <= query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            if (query.startsWith(name, start)) {
                int behind = start + name.length();
                if (behind == end) {
                    return "";
                }
                if (behind < end && query.charAt(behind) == '=') {
                    return decode(query.substring(behind + 1, end));
                }
            }
            start = end + 1;
        }
        return null;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
