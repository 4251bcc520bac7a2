package dev.verdict.kinde.emulator.oidc;

import com.nimbusds.oauth2.sdk.ErrorObject;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.json.JsonObject;

/** An error as the endpoints for tokens report it (RFC 6749, section 5.2). */
final class Problem {
    private Problem() {}

    static Response response(ErrorObject error, String description) {
        int status = error.getHTTPStatusCode() == 401 ? 401 : 400;
        return Response.json(
                status,
                JsonObject.with("error", error.getCode())
                        .and("error_description", description)
                        .map());
    }
}
