package dev.verdict.expr.library;

import dev.verdict.expr.value.CelError;

/**
 * A path of Unix or Windows, brought to slashes and cleaned. A path is one of Windows if it has a backslash;
 * {@code C:\a} becomes {@code /C:/a} and {@code \\host\share} becomes {@code /host/share}.
 *
 * @param root whether it has nothing above it
 */
record CrossPath(String value, Kind kind, boolean root) {
    private static final String UNC_START = "\\\\";

    enum Kind {
        UNIX,
        /** Windows, without a drive or a host. */
        BACKSLASHED,
        DRIVE,
        UNC
    }

    /** A {@code CrossPath}, or an error that calls the path {@code role}. */
    static Object of(String path, String role) {
        boolean backslashed = path.indexOf('\\') >= 0;
        if (path.startsWith(UNC_START)) {
            return new CrossPath(SlashPath.clean(path.replace('\\', '/')), Kind.UNC, isShare(path));
        }
        if (startsWithDrive(path)) {
            if (!backslashed && path.length() > 2) {
                return new CelError("failed to encode " + role + " " + path + ": unsupported Win32 path");
            }
            String value = SlashPath.clean("/" + path.replace('\\', '/'));
            return new CrossPath(value, Kind.DRIVE, path.length() <= 3);
        }
        return backslashed
                ? new CrossPath(SlashPath.clean(path.replace('\\', '/')), Kind.BACKSLASHED, false)
                : new CrossPath(SlashPath.clean(path), Kind.UNIX, false);
    }

    CrossPath with(String newValue) {
        return new CrossPath(newValue, kind, root);
    }

    /** The path in the notation that it came in. */
    String text() {
        return switch (kind) {
            case UNIX -> value;
            case BACKSLASHED -> value.replace('/', '\\');
            case DRIVE -> {
                String path = value.replace('/', '\\');
                yield path.startsWith("\\") ? path.substring(1) : path;
            }
            case UNC -> "\\" + value.replace('/', '\\');
        };
    }

    /** {@code C:} or {@code \\host\share}; empty for other paths. */
    static String volume(String path) {
        if (startsWithDrive(path)) {
            return path.substring(0, 2);
        }
        if (!path.startsWith(UNC_START)) {
            return "";
        }
        int host = path.indexOf('\\', 2);
        if (host <= 2) {
            return "";
        }
        int share = path.indexOf('\\', host + 1);
        int end = share < 0 ? path.length() : share;
        return end == host + 1 ? "" : path.substring(0, end);
    }

    private static boolean isShare(String path) {
        int host = path.indexOf('\\', 2);
        return host >= 0 && path.indexOf('\\', host + 1) < 0;
    }

    private static boolean startsWithDrive(String path) {
        if (path.length() < 2 || path.charAt(1) != ':') {
            return false;
        }
        char letter = (char) (path.charAt(0) | 0x20);
        return letter >= 'a' && letter <= 'z';
    }
}
