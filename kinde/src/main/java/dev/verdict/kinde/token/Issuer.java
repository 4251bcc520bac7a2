package dev.verdict.kinde.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * An issuer whose tokens are accepted, and where its keys are.
 *
 * @param name exactly the claim {@code iss} of its tokens
 */
public record Issuer(String name, Keys keys) {

    /** Where the keys of an issuer are. */
    public sealed interface Keys {
        /** Where the issuer's own discovery document says, which must be on the issuer's host. */
        record Discovered() implements Keys {}

        /** A JWKS endpoint; https, or http on this machine. */
        record Remote(URI url) implements Keys {
            public Remote {
                checkSecure(url, "JWKS URL");
            }
        }

        /** A file with a JWKS; read once. */
        record LocalFile(Path file) implements Keys {}

        /** The text of a JWKS. */
        record Inline(String jwks) implements Keys {}
    }

    public Issuer {
        Objects.requireNonNull(keys, "keys");
        if (!name.equals(normalised(name))) {
            throw new IllegalArgumentException(
                    "issuer `" + name + "` must be written as its tokens do, `" + normalised(name) + "`");
        }
    }

    /**
     * The issuer that an operator means by {@code configured}, its keys found by discovery: {@code https://} is added, a
     * {@code /} at the end taken off, and the host is lower-case. Tokens are compared with the result exactly.
     *
     * @throws IllegalArgumentException if it is no such URL, or plain http to another machine
     */
    public static Issuer of(String configured) {
        return new Issuer(normalised(configured), new Keys.Discovered());
    }

    /** As {@link #of(String)} with other keys. */
    public static Issuer of(String configured, Keys keys) {
        return new Issuer(normalised(configured), keys);
    }

    private static String normalised(String configured) {
        String text = configured.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the Kinde domain is empty; give one such as `example.kinde.com`");
        }
        URI url;
        try {
            url = new URI(text.contains("://") ? text : "https://" + text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("`" + text + "` is not a domain or the URL of an issuer", e);
        }
        checkSecure(url, "issuer");
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme().toLowerCase(Locale.ROOT) + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + path;
    }

    /** Kinde itself allows plain http only for {@code *.localhost}; test servers are on the loopback interface. */
    private static void checkSecure(URI url, String what) {
        String host = url.getHost();
        if (host == null || url.getScheme() == null) {
            throw new IllegalArgumentException(what + " `" + url + "` has no host");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(what + " `" + host + "` must not have a user, a query or a fragment");
        }
        boolean secure = url.getScheme().equalsIgnoreCase("https")
                || (url.getScheme().equalsIgnoreCase("http") && isThisMachine(host));
        if (!secure) {
            throw new IllegalArgumentException(
                    what + " `" + url + "` must use https; plain http is for loopback addresses and *.localhost only");
        }
    }

    private static boolean isThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || (name.startsWith("127.") && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }
}
