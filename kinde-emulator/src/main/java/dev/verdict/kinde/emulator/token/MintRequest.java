package dev.verdict.kinde.emulator.token;

import dev.verdict.kinde.emulator.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made as it is described, right or wrong.
 *
 * @param header members in addition to {@code alg} and {@code kid} or in their place; null takes a member away
 * @param payload what is signed, not even necessarily JSON
 * @param signature how it is signed
 */
public record MintRequest(
        Map<String, @Nullable Object> header, String payload, Encoding encoding, Signature signature) {
    public MintRequest {
        header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    }

    /** How a token is signed. */
    public enum Signature {
        /** RS256 by the key that signs, whatever the header says. */
        RIGHT,
        /** RS256 by a key that is never published. */
        WRONG_KEY,
        /** HS256, where the secret is the text of the public key in PEM. */
        PUBLIC_KEY_AS_SECRET,
        /** Nothing behind the last dot. */
        EMPTY
    }

    /** How the payload becomes bytes. */
    public enum Encoding {
        UTF_8,
        /** One byte for each character, which is no valid UTF-8 beyond ASCII. */
        LATIN_1
    }

    /** A properly signed token with just these claims. */
    public static MintRequest of(Map<String, ?> claims) {
        return ofText(JsonText.write(claims));
    }

    /** A properly signed token with this payload. */
    public static MintRequest ofText(String payload) {
        return new MintRequest(Map.of(), payload, Encoding.UTF_8, Signature.RIGHT);
    }

    /** The same with a member of the header set, or taken away when {@code value} is null. */
    public MintRequest withHeader(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(header);
        more.put(name, value);
        return new MintRequest(more, payload, encoding, signature);
    }

    /** The same, signed in another way. */
    public MintRequest signed(Signature other) {
        return new MintRequest(header, payload, encoding, other);
    }

    /** The same, encoded in another way. */
    public MintRequest encoded(Encoding other) {
        return new MintRequest(header, payload, other, signature);
    }

    byte[] bytes() {
        return payload.getBytes(encoding == Encoding.UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
}
