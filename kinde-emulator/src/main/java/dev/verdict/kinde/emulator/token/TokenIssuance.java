package dev.verdict.kinde.emulator.token;

import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.state.AuthorizationCode;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Grant;
import dev.verdict.kinde.emulator.state.Identity;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.state.RefreshFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues tokens for one issuer. Safe for use by several threads. */
public final class TokenIssuance {
    private final Issuer issuer;

    public TokenIssuance(Issuer issuer) {
        this.issuer = issuer;
    }

    /** Tokens for what a code stands for; empty when the person or the organization is gone. */
    public Optional<TokenSet> forCode(Application application, AuthorizationCode code) {
        return forGrant(application, code.grant(), code.sessionId());
    }

    /** Tokens for a person, as if just signed in; empty when the person or the organization is gone. */
    public Optional<TokenSet> forGrant(Application application, Grant grant, String sessionId) {
        return identity(grant).map(identity -> {
            RefreshFamily.IssuedAccess access = access(application, grant, identity);
            String refresh = null;
            if (grant.scopes().contains(UserScopes.OFFLINE)) {
                Instant end = environment().now().plus(application.rules().refreshLifetime());
                refresh = environment().grants().begin(grant, sessionId, access, end);
            }
            return tokens(application, grant, identity, access, refresh);
        });
    }

    /**
     * Tokens for a refresh token. The access token stays the same until it expires or something about the person changes.
     */
    public Optional<TokenSet> refreshed(Application application, RefreshFamily family, String refreshToken) {
        Grant grant = family.grant();
        return identity(grant).map(identity -> {
            RefreshFamily.IssuedAccess access = reusable(family).orElseGet(() -> access(application, grant, identity));
            family.remember(access);
            Instant now = environment().now();
            String next = environment()
                    .grants()
                    .rotate(
                            family,
                            refreshToken,
                            now,
                            now.plus(application.rules().refreshLifetime()));
            return tokens(application, grant, identity, access, next);
        });
    }

    private Optional<RefreshFamily.IssuedAccess> reusable(RefreshFamily family) {
        return Optional.ofNullable(family.access())
                .filter(access -> environment().now().isBefore(access.expiresAt()))
                .filter(access -> !environment().grants().isRevoked(access.tokenId()))
                .filter(access -> access.generation()
                        == environment().identities().generation(family.grant().userId()));
    }

    private Optional<Identity> identity(Grant grant) {
        return environment().identities().of(grant.userId(), grant.orgCode());
    }

    private EnvironmentState environment() {
        return issuer.environment();
    }

    private RefreshFamily.IssuedAccess access(Application application, Grant grant, Identity identity) {
        long generation = environment().identities().generation(grant.userId());
        Map<String, @Nullable Object> claims = AccessClaims.of(issuer, application, grant, identity);
        Instant expiry = environment().now().plus(application.rules().accessLifetime());
        return new RefreshFamily.IssuedAccess(sign(claims), String.valueOf(claims.get("jti")), expiry, generation);
    }

    private TokenSet tokens(
            Application application,
            Grant grant,
            Identity identity,
            RefreshFamily.IssuedAccess access,
            @Nullable String refresh) {
        String idToken = grant.scopes().contains("openid")
                ? sign(IdClaims.of(issuer, application, grant, identity, access.token()))
                : null;
        // rounded up: the clock has moved on since the token was made
        Duration left =
                Duration.between(environment().now(), access.expiresAt()).plusMillis(999);
        return new TokenSet(access.token(), idToken, refresh, left.toSeconds(), grant.scopes());
    }

    /** A token for a machine. */
    public TokenSet forMachine(
            Application application, List<String> audiences, List<String> granted, List<String> requested) {
        String token = sign(MachineClaims.of(issuer, application, audiences, granted, requested));
        return new TokenSet(
                token, null, null, application.rules().accessLifetime().toSeconds(), granted);
    }

    private String sign(Map<String, @Nullable Object> claims) {
        return TokenSigner.sign(issuer.keys().signing(), claims);
    }
}
