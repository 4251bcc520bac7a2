package dev.verdict.conformance.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shapes that all policy documents share. */
final class Documents {
    private Documents() {}

    static Map<String, @Nullable Object> envelope(String kind, Map<String, @Nullable Object> body) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("apiVersion", "api.cerbos.dev/v1");
        document.put(kind, body);
        return document;
    }

    static Map<String, @Nullable Object> policy(String field, String name, String version, String scope, Shape shape) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put(field, name);
        body.put("version", version);
        if (!scope.isEmpty()) {
            body.put("scope", scope);
        }
        // one value for each scope in all documents: the reference's check of their agreement is a defect (D16)
        if (shape.consent().contains(scope)) {
            body.put("scopePermissions", "SCOPE_PERMISSIONS_REQUIRE_PARENTAL_CONSENT_FOR_ALLOWS");
        }
        return body;
    }
}
