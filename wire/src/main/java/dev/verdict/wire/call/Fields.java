package dev.verdict.wire.call;

import static dev.verdict.wire.error.PathStep.message;
import static dev.verdict.wire.error.PathStep.string;

import dev.verdict.wire.error.PathStep;

/** The fields that violations point at. */
final class Fields {
    private Fields() {}

    static final PathStep PRINCIPAL_ID = string(1, "id");
    static final PathStep PRINCIPAL_VERSION = string(2, "policy_version");
    static final PathStep PRINCIPAL_ROLES = string(3, "roles");
    static final PathStep PRINCIPAL_ATTR = message(4, "attr");
    static final PathStep PRINCIPAL_SCOPE = string(5, "scope");

    static final PathStep RESOURCE_KIND = string(1, "kind");
    static final PathStep RESOURCE_VERSION = string(2, "policy_version");
    static final PathStep RESOURCE_ID = string(3, "id");
    static final PathStep RESOURCE_ATTR = message(4, "attr");
    static final PathStep RESOURCE_SCOPE = string(5, "scope");

    static final PathStep ENTRY_ACTIONS = string(1, "actions");
    static final PathStep ENTRY_RESOURCE = message(2, "resource");

    static final PathStep CHECK_PRINCIPAL = message(3, "principal");
    static final PathStep CHECK_RESOURCES = message(4, "resources");
    static final PathStep CHECK_AUX_DATA = message(5, "aux_data");
    static final PathStep CHECK_CONTEXT = message(6, "request_context");
    static final PathStep CONTEXT_ANNOTATIONS = message(1, "annotations");

    static final PathStep BATCH_PRINCIPAL = message(2, "principal");
    static final PathStep BATCH_RESOURCES = message(3, "resources");
    static final PathStep BATCH_AUX_DATA = message(4, "aux_data");

    static final PathStep SET_ACTIONS = string(2, "actions");
    static final PathStep SET_PRINCIPAL = message(3, "principal");
    static final PathStep SET_RESOURCE = message(4, "resource");
    static final PathStep SET_AUX_DATA = message(6, "aux_data");
    static final PathStep SET_INSTANCES = message(3, "instances");
    static final PathStep SET_SCOPE = string(4, "scope");

    static final PathStep AUX_JWT = message(1, "jwt");
    static final PathStep AUX_JWTS = message(2, "jwts");
    static final PathStep JWT_TOKEN = string(1, "token");
}
