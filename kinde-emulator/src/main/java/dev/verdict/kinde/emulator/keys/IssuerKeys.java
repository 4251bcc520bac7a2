package dev.verdict.kinde.emulator.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of one issuer: what is published, and which of them signs. Safe for use by several threads. */
public final class IssuerKeys {
    private static final int MAX_KEYS = 100;

    private final String seed;
    private final List<SigningKey> published = new ArrayList<>();
    private SigningKey signing;
    private int made;

    /** Starts with one key, derived from {@code seed}, which signs. */
    public IssuerKeys(String seed) {
        this.seed = seed;
        signing = SigningKey.of(seed + "#0");
        published.add(signing);
    }

    /** The key that signs. */
    public synchronized SigningKey signing() {
        return signing;
    }

    /** Publishes a new key, which does not sign yet, and returns its id. */
    public synchronized String add() {
        checkRoom();
        SigningKey key = SigningKey.of(nextSeed());
        published.add(key);
        return key.id();
    }

    /**
     * Makes a published key the one that signs.
     *
     * @throws KeyRotationException if no key has the id
     */
    public synchronized void promote(String id) {
        signing = find(id);
    }

    /**
     * Publishes a key no longer. The key that signs may be removed, too: then tokens name a key that nobody finds.
     *
     * @throws KeyRotationException if no key has the id
     */
    public synchronized void remove(String id) {
        published.remove(find(id));
    }

    /**
     * Puts a new key under an id that is published already, as no careful issuer does.
     *
     * @throws KeyRotationException if no key has the id
     */
    public synchronized void replace(String id) {
        SigningKey old = find(id);
        SigningKey key = SigningKey.of(nextSeed(), id);
        published.set(published.indexOf(old), key);
        if (signing.id().equals(id)) {
            signing = key;
        }
    }

    /** Adds a key and lets it sign at once; the others stay published. Returns its id. */
    public synchronized String rotate() {
        String id = add();
        promote(id);
        return id;
    }

    /** Starts again with the first key alone. */
    public synchronized void reset() {
        made = 0;
        published.clear();
        signing = SigningKey.of(seed + "#0");
        published.add(signing);
    }

    /** The ids of the published keys, oldest first. */
    public synchronized List<String> ids() {
        return published.stream().map(SigningKey::id).toList();
    }

    /** The public parts of the published keys, as a JWKS document. */
    public synchronized Map<String, Object> document() {
        List<JWK> keys = published.stream().map(key -> (JWK) key.jwk()).toList();
        return new JWKSet(keys).toJSONObject(true);
    }

    private void checkRoom() {
        if (published.size() >= MAX_KEYS) {
            throw new KeyRotationException("there are " + MAX_KEYS + " keys already; remove some");
        }
    }

    private SigningKey find(String id) {
        return published.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new KeyRotationException("no published key has the id `" + id + "`"));
    }

    private String nextSeed() {
        made++;
        return seed + "#" + made;
    }
}
