package dev.verdict.expr.library;

import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Typed;

/**
 * A SPIFFE identity. Immutable.
 *
 * @param path empty, or segments each after a slash
 */
record SpiffeId(TrustDomain trustDomain, String path) implements Typed {
    static final String TYPE = "cerbos.lib.spiffeID";

    private static final String SCHEME = "spiffe://";
    private static final String WRONG_SEGMENT =
            "path segment characters are limited to letters, numbers, dots, dashes, and underscores";
    private static final String WRONG_DOMAIN =
            "trust domain characters are limited to lowercase letters, numbers, dots, dashes, and underscores";

    /**
     * A SPIFFE identity, or an error.
     *
     * @param failure begins the text of an error
     */
    static Object parse(String text, String failure) {
        if (text.isEmpty()) {
            return new CelError(failure + "cannot be empty");
        }
        if (!text.startsWith(SCHEME)) {
            return new CelError(failure + "scheme is missing or invalid");
        }
        int slash = text.indexOf('/', SCHEME.length());
        int end = slash < 0 ? text.length() : slash;
        String name = text.substring(SCHEME.length(), end);
        String problem = problemOfDomain(name);
        if (problem.isEmpty()) {
            problem = problemOfPath(text, end);
        }
        return problem.isEmpty()
                ? new SpiffeId(new TrustDomain(name), text.substring(end))
                : new CelError(failure + problem);
    }

    /** A {@link TrustDomain}, or an error; the text is its name or any identity in it. */
    static Object parseTrustDomain(String text) {
        String failure = "failed to parse SPIFFE trust domain: ";
        if (text.contains(":/")) {
            Object id = parse(text, failure);
            return id instanceof SpiffeId identity ? identity.trustDomain : id;
        }
        String problem = problemOfDomain(text);
        return problem.isEmpty() ? new TrustDomain(text) : new CelError(failure + problem);
    }

    private static String problemOfDomain(String name) {
        if (name.isEmpty()) {
            return "trust domain is missing";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isPlain(c) || (c >= 'A' && c <= 'Z')) {
                return WRONG_DOMAIN;
            }
        }
        return "";
    }

    private static String problemOfPath(String text, int start) {
        int length = text.length();
        for (int at = start; at < length; ) {
            int from = at + 1;
            int to = from;
            while (to < length && text.charAt(to) != '/') {
                if (!isPlain(text.charAt(to))) {
                    return WRONG_SEGMENT;
                }
                to++;
            }
            if (to == from) {
                return to == length ? "path cannot have a trailing slash" : "path cannot contain empty segments";
            }
            if (isDots(text, from, to)) {
                return "path cannot contain dot segments";
            }
            at = to;
        }
        return "";
    }

    private static boolean isDots(String text, int from, int to) {
        return text.charAt(from) == '.' && (to == from + 1 || (to == from + 2 && text.charAt(from + 1) == '.'));
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }

    @Override
    public String typeName() {
        return TYPE;
    }

    @Override
    public String hostTypeName() {
        return "types.SPIFFEID";
    }

    @Override
    public String jsonProblem() {
        return "unsupported native conversion from SPIFFEID to '*structpb.Value'";
    }

    @Override
    public boolean comparesWith(Object other) {
        return other instanceof SpiffeId || other instanceof String;
    }

    /** An identity is equal to its text. */
    @Override
    public boolean isEqualTo(Object other) {
        return other instanceof String text ? text.equals(toString()) : equals(other);
    }

    @Override
    public String toString() {
        return trustDomain + path;
    }

    /** What vouches for identities: the first part of each. */
    record TrustDomain(String name) implements Typed {
        static final String TYPE = "cerbos.lib.spiffeTrustDomain";

        @Override
        public String typeName() {
            return TYPE;
        }

        @Override
        public String hostTypeName() {
            return "types.SPIFFETrustDomain";
        }

        @Override
        public String jsonProblem() {
            return "unsupported native conversion from SPIFFETrustDomain to '*structpb.Value'";
        }

        @Override
        public boolean comparesWith(Object other) {
            return other instanceof TrustDomain || other instanceof String;
        }

        /** A domain is equal to its name and to the text of every identity in it. */
        @Override
        public boolean isEqualTo(Object other) {
            return equals(other instanceof String text ? parseTrustDomain(text) : other);
        }

        /** The identity of the domain itself. */
        @Override
        public String toString() {
            return SCHEME + name;
        }
    }
}
