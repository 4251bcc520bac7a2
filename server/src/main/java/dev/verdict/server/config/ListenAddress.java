package dev.verdict.server.config;

import java.nio.file.Path;
import java.util.Objects;

/** Where a port listens. */
public sealed interface ListenAddress {
    /** The address as a configuration file writes it. */
    String text();

    /**
     * A TCP port.
     *
     * @param host empty for all interfaces
     * @param port 0 for any free port
     */
    record Tcp(String host, int port) implements ListenAddress {
        public Tcp {
            Objects.requireNonNull(host, "host");
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
            }
        }

        @Override
        public String text() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A unix domain socket. */
    record UnixSocket(Path path) implements ListenAddress {
        public UnixSocket {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String text() {
            return "unix:" + path;
        }
    }

    /**
     * Reads {@code host:port}, {@code :port}, {@code [v6]:port} or {@code unix:/path}.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static ListenAddress parse(String text) {
        if (text.startsWith("unix:")) {
            String path = text.substring("unix:".length());
            if (path.startsWith("//")) {
                path = path.substring(2);
            }
            if (path.isEmpty()) {
                throw new IllegalArgumentException("`" + text + "` names no socket file after `unix:`");
            }
            return new UnixSocket(Path.of(path));
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "`" + text + "` has no port; write `host:port`, `:port` or `unix:/path`");
        }
        return new Tcp(host(text, text.substring(0, colon)), port(text, text.substring(colon + 1)));
    }

    private static String host(String text, String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("`" + text + "` needs brackets around the IPv6 address");
        }
        return host;
    }

    private static int port(String text, String port) {
        int value = -1;
        try {
            value = Integer.parseInt(port);
        } catch (NumberFormatException e) {
            value = -1;
        }
        if (value < 0 || value > 65535) {
            throw new IllegalArgumentException("port `" + port + "` of `" + text + "` is not a number from 0 to 65535");
        }
        return value;
    }
}
