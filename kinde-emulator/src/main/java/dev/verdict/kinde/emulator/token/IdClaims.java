package dev.verdict.kinde.emulator.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.PropertyDefinition.Context;
import dev.verdict.kinde.emulator.data.TokenRules.ExtraClaim;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Grant;
import dev.verdict.kinde.emulator.state.Identity;
import dev.verdict.kinde.emulator.state.Issuer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of ID tokens. */
final class IdClaims {
    private IdClaims() {}

    static Map<String, @Nullable Object> of(
            Issuer issuer, Application application, Grant grant, Identity identity, String accessToken) {
        EnvironmentState environment = issuer.environment();
        Instant now = environment.now();
        long signedIn = grant.signedInAt().getEpochSecond();
        JsonObject claims = JsonObject.with(
                        "at_hash",
                        AccessTokenHash.compute(new BearerAccessToken(accessToken), JWSAlgorithm.RS256, null)
                                .getValue())
                .and("aud", List.of(grant.clientId()))
                .and("auth_time", signedIn)
                .and("azp", grant.clientId())
                .and("exp", now.plus(application.rules().idLifetime()).getEpochSecond())
                .and("iat", now.getEpochSecond())
                .and("iss", issuer.id())
                .and("jti", environment.counter().uuid().toString())
                .andIfPresent("nonce", grant.nonce())
                .and("rat", signedIn)
                .and("sub", grant.userId())
                .and("updated_at", signedIn);
        profile(claims, grant, identity.user());
        kinde(claims, environment, application, identity);
        return AccessClaims.hasura(claims.map(), application.rules());
    }

    private static void profile(JsonObject claims, Grant grant, User user) {
        User.Profile profile = user.profile();
        if (grant.scopes().contains("profile")) {
            claims.and("name", profile.fullName())
                    .and("given_name", profile.firstName())
                    .and("family_name", profile.lastName())
                    .andIfPresent("picture", filled(profile.picture()))
                    .andIfPresent("preferred_username", filled(profile.username()));
        }
        if (grant.scopes().contains("email")) {
            claims.and("email", profile.email()).and("email_verified", true);
        }
        if (grant.scopes().contains("phone")) {
            claims.andIfPresent("phone_number", filled(profile.phone()));
        }
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void kinde(
            JsonObject claims, EnvironmentState environment, Application application, Identity identity) {
        List<Organization> organizations = identity.organizations();
        claims.and("org_codes", organizations.stream().map(Organization::code).toList())
                .andIfPresent("provided_id", identity.user().providedId());
        if (application.rules().has(ExtraClaim.ORGANIZATIONS)) {
            claims.and(
                    "organizations",
                    organizations.stream()
                            .map(each -> Map.of("id", each.code(), "name", each.name()))
                            .toList());
        }
        if (application.rules().has(ExtraClaim.USER_PROPERTIES)) {
            claims.and(
                    "user_properties",
                    AccessClaims.properties(
                            environment, Context.USR, identity.user().properties()));
        }
        if (application.rules().has(ExtraClaim.SOCIAL_IDENTITY)) {
            String email = identity.user().profile().email();
            claims.and(
                    "ext_provider",
                    JsonObject.with("name", "emulator")
                            .and("connection_id", "conn_emulator")
                            .and(
                                    "claims",
                                    JsonObject.with("connection_id", "conn_emulator")
                                            .and("email", email)
                                            .and(
                                                    "profile",
                                                    Map.of(
                                                            "groups",
                                                            identity.user().groups()))
                                            .map())
                            .map());
        }
    }
}
