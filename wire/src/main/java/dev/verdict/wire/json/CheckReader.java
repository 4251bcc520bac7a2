package dev.verdict.wire.json;

import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.Draft;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads the messages that ask for decisions. Fields have their protobuf numbers. */
final class CheckReader {
    private final JsonInput in;

    CheckReader(JsonInput in) {
        this.in = in;
    }

    Draft.Check checkResources() throws IOException {
        Draft.Check check = new Draft.Check();
        in.enter();
        for (int field; (field = in.nextField(CheckReader::checkField)) != 0; ) {
            switch (field) {
                case 1 -> check.requestId = in.string("requestId");
                case 2 -> check.includeMeta = in.bool("includeMeta");
                case 3 -> check.principal = principal();
                case 4 -> entries(check.resources);
                case 5 -> check.auxData = auxData();
                default -> check.annotations = requestContext();
            }
        }
        return check;
    }

    private static int checkField(String name) {
        return switch (name) {
            case "requestId", "request_id" -> 1;
            case "includeMeta", "include_meta" -> 2;
            case "principal" -> 3;
            case "resources" -> 4;
            case "auxData", "aux_data" -> 5;
            case "requestContext", "request_context" -> 6;
            default -> 0;
        };
    }

    Draft.Check checkResourceBatch() throws IOException {
        Draft.Check check = new Draft.Check();
        in.enter();
        for (int field; (field = in.nextField(CheckReader::batchField)) != 0; ) {
            switch (field) {
                case 1 -> check.requestId = in.string("requestId");
                case 2 -> check.principal = principal();
                case 3 -> entries(check.resources);
                default -> check.auxData = auxData();
            }
        }
        return check;
    }

    private static int batchField(String name) {
        return switch (name) {
            case "requestId", "request_id" -> 1;
            case "principal" -> 2;
            case "resources" -> 3;
            case "auxData", "aux_data" -> 4;
            default -> 0;
        };
    }

    Draft.CheckSet checkResourceSet() throws IOException {
        Draft.CheckSet check = new Draft.CheckSet();
        in.enter();
        for (int field; (field = in.nextField(CheckReader::setField)) != 0; ) {
            switch (field) {
                case 1 -> check.requestId = in.string("requestId");
                case 2 -> in.strings("actions", check.actions);
                case 3 -> check.principal = principal();
                case 4 -> check.resource = resourceSet();
                case 5 -> check.includeMeta = in.bool("includeMeta");
                default -> check.auxData = auxData();
            }
        }
        return check;
    }

    private static int setField(String name) {
        return switch (name) {
            case "requestId", "request_id" -> 1;
            case "actions" -> 2;
            case "principal" -> 3;
            case "resource" -> 4;
            case "includeMeta", "include_meta" -> 5;
            case "auxData", "aux_data" -> 6;
            default -> 0;
        };
    }

    private Draft.ResourceSet resourceSet() throws IOException {
        Draft.ResourceSet set = new Draft.ResourceSet();
        in.enter();
        for (int field; (field = in.nextField(CheckReader::resourceSetField)) != 0; ) {
            switch (field) {
                case 1 -> set.kind = in.string("kind");
                case 2 -> set.policyVersion = in.string("policyVersion");
                case 3 -> instances(set.instances);
                default -> set.scope = in.string("scope");
            }
        }
        return set;
    }

    private static int resourceSetField(String name) {
        return switch (name) {
            case "kind" -> 1;
            case "policyVersion", "policy_version" -> 2;
            case "instances" -> 3;
            case "scope" -> 4;
            default -> 0;
        };
    }

    private void instances(Map<String, Attributes> instances) throws IOException {
        in.enterMap();
        for (String id; (id = in.nextEntry(instances)) != null; ) {
            Attributes attr = Attributes.EMPTY;
            in.enter();
            while (in.nextField(name -> name.equals("attr") ? 1 : 0) != 0) {
                attr = in.attributes();
            }
            instances.put(id, attr);
        }
    }

    private Draft.Principal principal() throws IOException {
        Draft.Principal principal = new Draft.Principal();
        in.enter();
        for (int field; (field = in.nextField(CheckReader::principalField)) != 0; ) {
            switch (field) {
                case 1 -> principal.id = in.string("id");
                case 2 -> principal.policyVersion = in.string("policyVersion");
                case 3 -> in.strings("roles", principal.roles);
                case 4 -> principal.attr = in.attributes();
                default -> principal.scope = in.string("scope");
            }
        }
        return principal;
    }

    private static int principalField(String name) {
        return switch (name) {
            case "id" -> 1;
            case "policyVersion", "policy_version" -> 2;
            case "roles" -> 3;
            case "attr" -> 4;
            case "scope" -> 5;
            default -> 0;
        };
    }

    private void entries(List<Draft.Entry> entries) throws IOException {
        in.enterList();
        while (in.nextElement()) {
            Draft.Entry entry = new Draft.Entry();
            in.enter();
            for (int field; (field = in.nextField(CheckReader::entryField)) != 0; ) {
                switch (field) {
                    case 1 -> in.strings("actions", entry.actions);
                    default -> entry.resource = resource();
                }
            }
            entries.add(entry);
        }
    }

    private static int entryField(String name) {
        return switch (name) {
            case "actions" -> 1;
            case "resource" -> 2;
            default -> 0;
        };
    }

    private Draft.Resource resource() throws IOException {
        Draft.Resource resource = new Draft.Resource();
        in.enter();
        for (int field; (field = in.nextField(CheckReader::resourceField)) != 0; ) {
            switch (field) {
                case 1 -> resource.kind = in.string("kind");
                case 2 -> resource.policyVersion = in.string("policyVersion");
                case 3 -> resource.id = in.string("id");
                case 4 -> resource.attr = in.attributes();
                default -> resource.scope = in.string("scope");
            }
        }
        return resource;
    }

    private static int resourceField(String name) {
        return switch (name) {
            case "kind" -> 1;
            case "policyVersion", "policy_version" -> 2;
            case "id" -> 3;
            case "attr" -> 4;
            case "scope" -> 5;
            default -> 0;
        };
    }

    private Draft.AuxData auxData() throws IOException {
        Draft.AuxData auxData = new Draft.AuxData();
        in.enter();
        for (int field; (field = in.nextField(CheckReader::auxDataField)) != 0; ) {
            switch (field) {
                case 1 -> auxData.jwt = jwt();
                default -> {
                    in.enterMap();
                    for (String name; (name = in.nextEntry(auxData.jwts)) != null; ) {
                        auxData.jwts.put(name, jwt());
                    }
                }
            }
        }
        return auxData;
    }

    private static int auxDataField(String name) {
        return switch (name) {
            case "jwt" -> 1;
            case "jwts" -> 2;
            default -> 0;
        };
    }

    private Draft.Jwt jwt() throws IOException {
        Draft.Jwt jwt = new Draft.Jwt();
        in.enter();
        for (int field; (field = in.nextField(CheckReader::jwtField)) != 0; ) {
            switch (field) {
                case 1 -> jwt.token = in.string("token");
                default -> jwt.keySetId = in.string("keySetId");
            }
        }
        return jwt;
    }

    private static int jwtField(String name) {
        return switch (name) {
            case "token" -> 1;
            case "keySetId", "key_set_id" -> 2;
            default -> 0;
        };
    }

    private Attributes requestContext() throws IOException {
        Attributes annotations = Attributes.EMPTY;
        in.enter();
        while (in.nextField(name -> name.equals("annotations") ? 1 : 0) != 0) {
            annotations = in.attributes();
        }
        return annotations;
    }
}
