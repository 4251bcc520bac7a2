package dev.verdict.wire.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tokens that came with a call, not verified. */
public sealed interface Tokens {
    /** The call that has none. */
    Tokens NONE = new None();

    /** No token. */
    record None() implements Tokens {}

    /** The claims of one token are {@code auxData.jwt}. */
    record Single(Token token) implements Tokens {}

    /** The claims of each are under its name in {@code auxData.jwts}. */
    record Named(Map<String, Token> byName) implements Tokens {
        public Named {
            byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        }
    }
}
