package dev.verdict.kinde.emulator.oidc;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.state.Issuer;

/** Requests in the form that the OAuth library reads. */
final class LibraryRequests {
    private LibraryRequests() {}

    static HTTPRequest post(Issuer issuer, Request request) {
        var copy = new HTTPRequest(HTTPRequest.Method.POST, issuer.resolve(request.path()));
        copy.setEntityContentType(
                request.header("content-type").startsWith("application/x-www-form-urlencoded")
                        ? ContentType.APPLICATION_URLENCODED
                        : ContentType.TEXT_PLAIN);
        if (!request.header("authorization").isEmpty()) {
            copy.setAuthorization(request.header("authorization"));
        }
        copy.setBody(request.body());
        return copy;
    }
}
