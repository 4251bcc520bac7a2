package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.value.Attributes;
import dev.verdict.expr.value.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names of the request stand for. */
enum RequestField {
    REQUEST(Reads.CALL | Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("principal", PRINCIPAL.read(frame));
            fields.put("resource", RESOURCE.read(frame));
            if (AUX_DATA.isSet(frame)) {
                fields.put("auxData", AUX_DATA.read(frame));
            }
            Object none = new Message(PREFIX + "AuxData", Map.of(), AUX_DATA_DEFAULTS);
            return new Message(PREFIX + "Request", fields, Map.of("auxData", none, "aux_data", none));
        }
    },
    PRINCIPAL(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            Map<String, Object> fields = new LinkedHashMap<>();
            putText(fields, "id", frame.principal().id());
            if (!frame.principal().roles().isEmpty()) {
                fields.put("roles", frame.principal().roles());
            }
            if (!frame.principal().attr().isEmpty()) {
                fields.put("attr", frame.principal().attr());
            }
            putText(fields, "policyVersion", frame.principal().policyVersion());
            putText(fields, "scope", visible(frame.principal().scope()));
            return new Message(PREFIX + "Request.Principal", fields, PRINCIPAL_DEFAULTS);
        }
    },
    PRINCIPAL_ID(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            return frame.principal().id();
        }
    },
    PRINCIPAL_ROLES(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            return frame.principal().roles();
        }
    },
    PRINCIPAL_ATTR(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            return frame.principal().attr();
        }
    },
    PRINCIPAL_VERSION(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            return frame.principal().policyVersion();
        }
    },
    PRINCIPAL_SCOPE(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            return visible(frame.principal().scope());
        }
    },
    RESOURCE(Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            Map<String, Object> fields = new LinkedHashMap<>();
            putText(fields, "kind", frame.resource().kind());
            putText(fields, "id", frame.resource().id());
            if (!frame.resource().attr().isEmpty()) {
                fields.put("attr", frame.resource().attr());
            }
            putText(fields, "policyVersion", frame.resource().policyVersion());
            putText(fields, "scope", visible(frame.resource().scope()));
            return new Message(PREFIX + "Request.Resource", fields, RESOURCE_DEFAULTS);
        }
    },
    RESOURCE_KIND(Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            return frame.resource().kind();
        }
    },
    RESOURCE_ID(Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            return frame.resource().id();
        }
    },
    RESOURCE_ATTR(Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            return frame.resource().attr();
        }
    },
    RESOURCE_VERSION(Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            return frame.resource().policyVersion();
        }
    },
    RESOURCE_SCOPE(Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            return visible(frame.resource().scope());
        }
    },
    AUX_DATA(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            Map<String, Object> fields = new LinkedHashMap<>();
            if (frame.auxData().jwt() != null && !frame.auxData().jwt().isEmpty()) {
                fields.put("jwt", frame.auxData().jwt());
            }
            if (!frame.auxData().jwts().isEmpty()) {
                fields.put("jwts", JWTS.read(frame));
            }
            return new Message(PREFIX + "AuxData", fields, AUX_DATA_DEFAULTS);
        }

        @Override
        boolean isSet(Frame frame) {
            return frame.auxData().jwt() != null || !frame.auxData().jwts().isEmpty();
        }
    },
    JWT(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            Attributes claims = frame.auxData().jwt();
            return claims == null ? Attributes.EMPTY : claims;
        }
    },
    JWTS(Reads.CALL) {
        @Override
        Object read(Frame frame) {
            Map<String, Object> tokens = new LinkedHashMap<>();
            frame.auxData()
                    .jwts()
                    .forEach((name, claims) -> tokens.put(
                            name, new Message(PREFIX + "AuxData.JWT", Map.of("claims", claims), JWT_DEFAULTS)));
            return tokens;
        }
    },
    RUNTIME(Reads.RUNTIME | Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            Object roles = frame.effectiveDerivedRoles();
            return roles instanceof List<?> list
                    ? new Message(
                            PREFIX + "Runtime",
                            list.isEmpty() ? Map.of() : Map.of("effectiveDerivedRoles", list),
                            RUNTIME_DEFAULTS)
                    : roles;
        }
    },
    DERIVED_ROLES(Reads.RUNTIME | Reads.RESOURCE) {
        @Override
        Object read(Frame frame) {
            return frame.effectiveDerivedRoles();
        }

        @Override
        boolean isSet(Frame frame) {
            return true;
        }
    };

    private static final String PREFIX = "cerbos.engine.v1.";
    private static final Map<String, Object> PRINCIPAL_DEFAULTS = Map.of(
            "id",
            "",
            "roles",
            List.of(),
            "attr",
            Attributes.EMPTY,
            "policyVersion",
            "",
            "policy_version",
            "",
            "scope",
            "");
    private static final Map<String, Object> RESOURCE_DEFAULTS = Map.of(
            "kind", "", "id", "", "attr", Attributes.EMPTY, "policyVersion", "", "policy_version", "", "scope", "");
    private static final Map<String, Object> AUX_DATA_DEFAULTS = Map.of("jwt", Attributes.EMPTY, "jwts", Map.of());
    private static final Map<String, Object> JWT_DEFAULTS = Map.of("claims", Attributes.EMPTY);
    private static final Map<String, Object> RUNTIME_DEFAULTS =
            Map.of("effectiveDerivedRoles", List.of(), "effective_derived_roles", List.of());

    final long reads;

    RequestField(long reads) {
        this.reads = reads;
    }

    /** The value; unset fields have the default of their type. */
    abstract Object read(Frame frame);

    /** What {@code has} says. */
    boolean isSet(Frame frame) {
        return switch (read(frame)) {
            case String text -> !text.isEmpty();
            case Message message -> true;
            case Map<?, ?> map -> !map.isEmpty();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    /** A scope as expressions see it: {@code .} is only a way to say root. */
    private static String visible(String scope) {
        return scope.startsWith(".") ? scope.substring(1) : scope;
    }

    private static void putText(Map<String, Object> fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    /** The field that a name at the beginning of an expression stands for, or null. */
    static @Nullable RequestField root(String name) {
        return switch (name) {
            case "request" -> REQUEST;
            case "P" -> PRINCIPAL;
            case "R" -> RESOURCE;
            case "runtime" -> RUNTIME;
            default -> null;
        };
    }

    /** The field {@code name} of this one, or null. */
    @Nullable
    RequestField member(String name) {
        return switch (this) {
            case REQUEST ->
                switch (name) {
                    case "principal" -> PRINCIPAL;
                    case "resource" -> RESOURCE;
                    case "auxData", "aux_data" -> AUX_DATA;
                    default -> null;
                };
            case PRINCIPAL ->
                switch (name) {
                    case "id" -> PRINCIPAL_ID;
                    case "roles" -> PRINCIPAL_ROLES;
                    case "attr" -> PRINCIPAL_ATTR;
                    case "policyVersion", "policy_version" -> PRINCIPAL_VERSION;
                    case "scope" -> PRINCIPAL_SCOPE;
                    default -> null;
                };
            case RESOURCE ->
                switch (name) {
                    case "kind" -> RESOURCE_KIND;
                    case "id" -> RESOURCE_ID;
                    case "attr" -> RESOURCE_ATTR;
                    case "policyVersion", "policy_version" -> RESOURCE_VERSION;
                    case "scope" -> RESOURCE_SCOPE;
                    default -> null;
                };
            case AUX_DATA ->
                switch (name) {
                    case "jwt" -> JWT;
                    case "jwts" -> JWTS;
                    default -> null;
                };
            case RUNTIME ->
                name.equals("effectiveDerivedRoles") || name.equals("effective_derived_roles") ? DERIVED_ROLES : null;
            default -> null;
        };
    }
}
