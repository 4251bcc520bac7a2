package dev.verdict.kinde.explain;

import dev.verdict.kinde.token.TokenProblem;

/** What to do about a token that is refused. */
public final class Remedy {
    private Remedy() {}

    /** A sentence for the person who sends such tokens, or who set up the side that refuses them. */
    public static String of(TokenProblem problem) {
        return switch (problem) {
            case MALFORMED ->
                "send the access token as Kinde issued it: three parts with dots between, without `Bearer` in front";
            case TOKEN_TOO_LARGE -> "put fewer claims into the token in Kinde, or raise the limit of accepted tokens";
            case MISSING_ALG, ALGORITHM_NOT_ALLOWED, CRITICAL_HEADER, MISSING_KID, SIGNATURE_INVALID ->
                "this token was not issued by Kinde, or was changed on its way; sign in again and send what Kinde returns";
            case KEY_UNKNOWN ->
                "the issuer has no such key now: sign in again, and check that the token is of this environment";
            case KEY_SET_UNKNOWN, KEY_SET_AMBIGUOUS -> "name a key set that is configured";
            case KEY_SET_INVALID -> "give the key set as the issuer serves it at /.well-known/jwks";
            case KEYS_UNAVAILABLE ->
                "the token can be neither accepted nor refused: check that the issuer's /.well-known/jwks can be reached"
                        + " from here";
            case TOKEN_EXPIRED -> "refresh the token or sign in again";
            case NOT_YET_VALID, ISSUED_IN_FUTURE -> "compare the clocks of this machine and of the world";
            case EXP_MISSING, IAT_MISSING, SUBJECT_MISSING ->
                "Kinde's access tokens have this claim; send the access token of a user or of an M2M application";
            case ISSUER_MISMATCH ->
                "configure the domain that users sign in at; an environment's own domain and its custom domain are two"
                        + " issuers";
            case AUDIENCE_MISMATCH ->
                "ask for this API's audience when signing in, or accept the audience that is there";
            case CLIENT_NOT_ALLOWED -> "add the application's client id to those that are allowed";
            case WRONG_TOKEN_TYPE -> "send the access token, which the SDKs of Kinde return as access_token";
            case ORGANIZATION_REQUIRED -> "sign in to an organization (parameter org_code of the sign-in)";
            case ACTOR_NOT_ALLOWED ->
                "tokens of somebody who acts for another are accepted only when this is switched on";
            case SUBJECT_DENIED -> "the user or the organization is suspended or deleted in Kinde";
            case ENRICHMENT_UNAVAILABLE ->
                "the token is good, but Kinde's APIs do not tell the rest: check that they can be reached from here and"
                        + " accept the credentials";
            case PRINCIPAL_MISMATCH -> "send the tokens of one sign-in, and the id of their user";
            case SCOPE_MISMATCH -> "ask for a resource of the organization that the token is for";
            case SCOPE_NOT_ALLOWED ->
                "choose another rule for scopes: this organization's code or external id cannot be part of one";
        };
    }
}
