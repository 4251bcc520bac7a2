package dev.verdict.kinde.emulator.control;

import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.json.JsonTextException;
import dev.verdict.kinde.emulator.token.HostileForm;
import dev.verdict.kinde.emulator.token.HostileTokens;
import dev.verdict.kinde.emulator.token.MintRequest;
import dev.verdict.kinde.emulator.token.TokenMint;
import dev.verdict.kinde.emulator.token.TokenSet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of the control API that makes tokens. */
final class TokenControl {
    private final Emulation emulation;

    TokenControl(Emulation emulation) {
        this.emulation = emulation;
    }

    void add(Routes routes) {
        routes.on("POST", Emulation.CONTROL + "/tokens", ControlRoutes.json(this::tokens))
                .on("POST", Emulation.CONTROL + "/mint", ControlRoutes.json(this::mint))
                .on("POST", Emulation.CONTROL + "/hostile", ControlRoutes.json(this::hostile));
    }

    /** Regular tokens, of a person or of a machine. */
    private Response tokens(Map<String, @Nullable Object> body) {
        TokenSet tokens = tokenSet(body);
        return Response.json(
                200,
                JsonObject.with("access_token", tokens.accessToken())
                        .andIfPresent("id_token", tokens.idToken())
                        .andIfPresent("refresh_token", tokens.refreshToken())
                        .and("expires_in", tokens.expiresIn())
                        .and("claims", claims(tokens.accessToken()))
                        .map());
    }

    private TokenSet tokenSet(Map<String, @Nullable Object> body) {
        String issuer = JsonObject.text(body, "issuer", "");
        String client = JsonObject.text(body, "client_id", firstClient(issuer));
        List<String> audiences = JsonObject.texts(body, "audience");
        if (!body.containsKey("user")) {
            return emulation.machine(issuer, client, audiences);
        }
        PersonSignIn signIn = PersonSignIn.of(issuer, client, JsonObject.text(body, "user", ""))
                .withAudiences(audiences);
        if (body.get("org_code") instanceof String code) {
            signIn = signIn.to(code);
        }
        if (body.get("scope") instanceof String scope) {
            signIn = signIn.withScopes(List.of(scope.split(" ", -1)));
        }
        return emulation.signIn(signIn);
    }

    private String firstClient(String issuer) {
        return emulation.issuer(issuer).environment().directory().applications().stream()
                .map(application -> application.clientId())
                .findFirst()
                .orElse("");
    }

    private static Map<String, @Nullable Object> claims(String token) {
        try {
            String payload = token.split("\\.", -1)[1];
            return JsonText.readObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        } catch (JsonTextException e) {
            throw new IllegalStateException("a token of our own has no claims", e);
        }
    }

    /** Any token. */
    private Response mint(Map<String, @Nullable Object> body) {
        MintRequest request = body.get("payload") instanceof String payload
                ? MintRequest.ofText(payload)
                : MintRequest.of(JsonObject.object(body, "claims"));
        for (Map.Entry<String, @Nullable Object> member :
                JsonObject.object(body, "header").entrySet()) {
            request = request.withHeader(member.getKey(), member.getValue());
        }
        request = request.signed(ControlRoutes.constant(
                        JsonObject.text(body, "signature", "right"), MintRequest.Signature.values()))
                .encoded(ControlRoutes.constant(
                        JsonObject.text(body, "encoding", "utf_8"), MintRequest.Encoding.values()));
        return token(new TokenMint(emulation.issuer(JsonObject.text(body, "issuer", ""))).mint(request));
    }

    /** A regular token, spoiled. */
    private Response hostile(Map<String, @Nullable Object> body) {
        HostileForm form = ControlRoutes.constant(JsonObject.text(body, "form", ""), HostileForm.values());
        Map<String, @Nullable Object> claims = body.containsKey("claims")
                ? JsonObject.object(body, "claims")
                : claims(tokenSet(body).accessToken());
        var mint = new TokenMint(emulation.issuer(JsonObject.text(body, "issuer", "")));
        return token(new HostileTokens(mint).token(form, claims));
    }

    private static Response token(String token) {
        return Response.json(200, Map.of("token", token));
    }
}
