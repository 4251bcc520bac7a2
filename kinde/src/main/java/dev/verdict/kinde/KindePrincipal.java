package dev.verdict.kinde;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.Principal;
import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.mapping.Mapped;
import dev.verdict.kinde.token.TokenProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The caller whom a Kinde token names, as policies see it. Immutable.
 *
 * <p>It does not hold the text of the token.
 */
public final class KindePrincipal {
    private final KindeSettings settings;
    private final Identity identity;
    private final AuxData auxData;
    private final List<String> claimWarnings;
    private final Mapped mapped;
    private final Principal principal;

    private KindePrincipal(KindeSettings settings, Identity identity, AuxData auxData, List<String> claimWarnings) {
        this.settings = settings;
        this.identity = identity;
        this.auxData = auxData;
        this.claimWarnings = claimWarnings;
        this.mapped = Mapped.of(identity, settings.mapping());
        this.principal = new Principal(identity.id(), mapped.roles(), mapped.attributes(), "", "");
    }

    /**
     * Verifies {@code jwt} and maps it. Does not block.
     *
     * @see KindeTokens#verify(String)
     */
    public static CompletionStage<KindeResult> from(String jwt, KindeTokens tokens) {
        return tokens.verify(jwt);
    }

    /** Maps an identity that is already known to be good. */
    public static KindePrincipal from(Identity identity, AuxData auxData, KindeSettings settings) {
        return from(identity, auxData, settings, List.of());
    }

    static KindePrincipal from(Identity identity, AuxData auxData, KindeSettings settings, List<String> claimWarnings) {
        return new KindePrincipal(settings, identity, auxData, claimWarnings);
    }

    /** The same caller with more known about it; {@code enriched} takes the place of the identity. */
    public KindePrincipal with(Identity enriched) {
        return new KindePrincipal(settings, enriched, auxData, claimWarnings);
    }

    /** The user's id, or the client id of a machine. */
    public String id() {
        return identity.id();
    }

    /** The base roles, then those of the token; without repetition, never empty. */
    public List<String> roles() {
        return mapped.roles();
    }

    /** The tree {@code P.attr.kinde}. */
    public Attributes attributes() {
        return mapped.kinde();
    }

    /** The claims of the tokens: {@code jwt}, or {@code jwts.access} and {@code jwts.id} when there were two. */
    public AuxData auxData() {
        return auxData;
    }

    public Identity identity() {
        return identity;
    }

    /** The principal for a check or plan. */
    public Principal principal() {
        return principal;
    }

    /**
     * The principal with more attributes, which the application knows. What is verified wins: {@code kinde} and the
     * promoted attributes are not replaced.
     */
    public Principal principal(Attributes more) {
        if (more.isEmpty()) {
            return principal;
        }
        Attributes.Builder attributes = Attributes.builder();
        for (Map.Entry<String, @Nullable Object> entry : more.entrySet()) {
            // a promoted attribute that the token does not have must not come from elsewhere either
            if (!settings.mapping().promoted().containsKey(entry.getKey())) {
                attributes.putTrusted(entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<String, @Nullable Object> entry : mapped.attributes().entrySet()) {
            attributes.putTrusted(entry.getKey(), entry.getValue());
        }
        return new Principal(identity.id(), mapped.roles(), attributes.build(), "", "");
    }

    /**
     * The scope of resources that follows from the organization; null when the settings or the token give none. A request
     * that may have a scope of its own is better asked about with {@link #scopeFor}.
     */
    public @Nullable String resourceScope() {
        return mapped.scope();
    }

    /**
     * The scope of a resource for which the request says {@code given}. An empty one is filled in. Another one must be the
     * organization's, or below it, unless the settings allow foreign scopes.
     */
    public ResourceScope scopeFor(String given) {
        if (settings.mapping().scope().template().isEmpty()) {
            return new ResourceScope.Use(given);
        }
        String refusal = mapped.scopeRefusal();
        if (refusal != null) {
            return new ResourceScope.Refused(TokenProblem.SCOPE_NOT_ALLOWED, refusal);
        }
        String own = mapped.scope();
        if (given.isEmpty()) {
            return new ResourceScope.Use(own == null ? "" : own);
        }
        boolean inside = own != null && (given.equals(own) || given.startsWith(own + "."));
        return inside || settings.foreignScopes()
                ? new ResourceScope.Use(given)
                : new ResourceScope.Refused(
                        TokenProblem.SCOPE_MISMATCH,
                        "the scope of the resource is not that of the caller's organization");
    }

    /** What was passed over, one sentence each; names claims and keys, never their values. */
    public List<String> warnings() {
        if (claimWarnings.isEmpty()) {
            return mapped.warnings();
        }
        List<String> all = new ArrayList<>(claimWarnings);
        all.addAll(mapped.warnings());
        return all;
    }

    /** Only who it is: the attributes may be confidential. */
    @Override
    public String toString() {
        return "KindePrincipal[" + identity.id() + "]";
    }
}
