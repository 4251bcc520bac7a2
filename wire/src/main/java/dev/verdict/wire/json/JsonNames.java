package dev.verdict.wire.json;

import java.nio.charset.StandardCharsets;

/** Names of members as they are written, with quotes and colon. */
final class JsonNames {
    private JsonNames() {}

    static final byte[] ACTION = name("action");
    static final byte[] ACTIONS = name("actions");
    static final byte[] CERBOS_CALL_ID = name("cerbosCallId");
    static final byte[] CODE = name("code");
    static final byte[] DETAILS = name("details");
    static final byte[] EFFECTIVE_DERIVED_ROLES = name("effectiveDerivedRoles");
    static final byte[] ERROR = name("error");
    static final byte[] ID = name("id");
    static final byte[] KIND = name("kind");
    static final byte[] MATCHED_POLICY = name("matchedPolicy");
    static final byte[] MATCHED_SCOPE = name("matchedScope");
    static final byte[] MESSAGE = name("message");
    static final byte[] META = name("meta");
    static final byte[] OUTPUTS = name("outputs");
    static final byte[] PATH = name("path");
    static final byte[] POLICY_VERSION = name("policyVersion");
    static final byte[] REQUEST_ID = name("requestId");
    static final byte[] RESOURCE = name("resource");
    static final byte[] RESOURCE_ID = name("resourceId");
    static final byte[] RESOURCE_INSTANCES = name("resourceInstances");
    static final byte[] RESULTS = name("results");
    static final byte[] SCOPE = name("scope");
    static final byte[] SOURCE = name("source");
    static final byte[] SRC = name("src");
    static final byte[] VAL = name("val");
    static final byte[] VALIDATION_ERRORS = name("validationErrors");

    static byte[] name(String name) {
        return ('"' + name + "\":").getBytes(StandardCharsets.ISO_8859_1);
    }
}
