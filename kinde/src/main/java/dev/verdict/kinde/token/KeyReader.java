package dev.verdict.kinde.token;

/** Makes keys of the text of a key set. */
@FunctionalInterface
interface KeyReader {
    /**
     * The keys.
     *
     * @throws RefusedToken if the text is no key set, or not one with usable keys
     */
    KeyRing read(String text) throws RefusedToken;
}
