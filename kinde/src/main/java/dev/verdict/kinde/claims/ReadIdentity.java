package dev.verdict.kinde.claims;

import dev.verdict.kinde.identity.Identity;
import java.util.List;
import java.util.Objects;

/**
 * What the claims of a token say.
 *
 * @param warnings what was passed over, one sentence each; names claims and keys, never their values
 */
public record ReadIdentity(Identity identity, List<String> warnings) {
    public ReadIdentity {
        Objects.requireNonNull(identity, "identity");
        warnings = List.copyOf(warnings);
    }
}
