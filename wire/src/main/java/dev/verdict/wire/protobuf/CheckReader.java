package dev.verdict.wire.protobuf;

import com.google.protobuf.WireFormat;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.Draft;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages that ask for decisions. Numbers in the switches are tags: eight times the field's number, plus two for
 * what has a length, plus zero for booleans. A message that comes twice is merged, as protobuf demands.
 */
final class CheckReader {
    private static final int BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int FIELD_1 = (1 << 3) | BYTES;
    private static final int FIELD_2 = (2 << 3) | BYTES;
    private static final int FIELD_3 = (3 << 3) | BYTES;
    private static final int FIELD_4 = (4 << 3) | BYTES;
    private static final int FIELD_5 = (5 << 3) | BYTES;
    private static final int FIELD_6 = (6 << 3) | BYTES;
    private static final int BOOL_2 = (2 << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int BOOL_5 = (5 << 3) | WireFormat.WIRETYPE_VARINT;

    // Depths of objects are those of the JSON form, so that both forms have the same bound.
    private static final int PRINCIPAL_ATTR_DEPTH = 3;
    private static final int RESOURCE_ATTR_DEPTH = 5;
    private static final int INSTANCE_ATTR_DEPTH = 5;
    private static final int ANNOTATIONS_DEPTH = 3;

    private final ProtobufInput in;

    CheckReader(ProtobufInput in) {
        this.in = in;
    }

    Draft.Check checkResources() throws IOException {
        Draft.Check check = new Draft.Check();
        for (int tag; (tag = in.tag()) != 0; ) {
            switch (tag) {
                case FIELD_1 -> check.requestId = in.string();
                case BOOL_2 -> check.includeMeta = in.bool();
                case FIELD_3 -> check.principal = principal(check.principal);
                case FIELD_4 -> check.resources.add(entry());
                case FIELD_5 -> check.auxData = auxData(check.auxData);
                case FIELD_6 -> check.annotations = requestContext(check.annotations);
                default -> in.skip(tag);
            }
        }
        return check;
    }

    Draft.Check checkResourceBatch() throws IOException {
        Draft.Check check = new Draft.Check();
        for (int tag; (tag = in.tag()) != 0; ) {
            switch (tag) {
                case FIELD_1 -> check.requestId = in.string();
                case FIELD_2 -> check.principal = principal(check.principal);
                case FIELD_3 -> check.resources.add(entry());
                case FIELD_4 -> check.auxData = auxData(check.auxData);
                default -> in.skip(tag);
            }
        }
        return check;
    }

    Draft.CheckSet checkResourceSet() throws IOException {
        Draft.CheckSet check = new Draft.CheckSet();
        for (int tag; (tag = in.tag()) != 0; ) {
            switch (tag) {
                case FIELD_1 -> check.requestId = in.string();
                case FIELD_2 -> check.actions.add(in.string());
                case FIELD_3 -> check.principal = principal(check.principal);
                case FIELD_4 -> check.resource = resourceSet(check.resource);
                case BOOL_5 -> check.includeMeta = in.bool();
                case FIELD_6 -> check.auxData = auxData(check.auxData);
                default -> in.skip(tag);
            }
        }
        return check;
    }

    private Draft.ResourceSet resourceSet(Draft.@Nullable ResourceSet earlier) throws IOException {
        Draft.ResourceSet set = earlier == null ? new Draft.ResourceSet() : earlier;
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> set.kind = in.string();
                    case FIELD_2 -> set.policyVersion = in.string();
                    case FIELD_3 -> instance(set.instances);
                    case FIELD_4 -> set.scope = in.string();
                    default -> in.skip(tag);
                }
            }
        });
        return set;
    }

    private void instance(Map<String, Attributes> instances) throws IOException {
        in.message(() -> {
            String id = "";
            Attributes attr = Attributes.EMPTY;
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> id = in.string();
                    case FIELD_2 -> attr = attributesMap(attr, INSTANCE_ATTR_DEPTH);
                    default -> in.skip(tag);
                }
            }
            instances.put(id, attr);
        });
    }

    private Attributes requestContext(@Nullable Attributes earlier) throws IOException {
        return attributesMap(earlier == null ? Attributes.EMPTY : earlier, ANNOTATIONS_DEPTH);
    }

    /** Reads a message whose only field, the first, is a map of values. */
    private Attributes attributesMap(Attributes earlier, int depth) throws IOException {
        Attributes.Builder attributes = ProtobufInput.builder(earlier);
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                if (tag == FIELD_1) {
                    in.entry(attributes, depth);
                } else {
                    in.skip(tag);
                }
            }
        });
        return attributes.build();
    }

    private Draft.Principal principal(Draft.@Nullable Principal earlier) throws IOException {
        Draft.Principal principal = earlier == null ? new Draft.Principal() : earlier;
        Attributes.Builder attr = ProtobufInput.builder(principal.attr);
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> principal.id = in.string();
                    case FIELD_2 -> principal.policyVersion = in.string();
                    case FIELD_3 -> principal.roles.add(in.string());
                    case FIELD_4 -> in.entry(attr, PRINCIPAL_ATTR_DEPTH);
                    case FIELD_5 -> principal.scope = in.string();
                    default -> in.skip(tag);
                }
            }
        });
        principal.attr = attr.build();
        return principal;
    }

    private Draft.Entry entry() throws IOException {
        Draft.Entry entry = new Draft.Entry();
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> entry.actions.add(in.string());
                    case FIELD_2 -> entry.resource = resource(entry.resource);
                    default -> in.skip(tag);
                }
            }
        });
        return entry;
    }

    private Draft.Resource resource(Draft.@Nullable Resource earlier) throws IOException {
        Draft.Resource resource = earlier == null ? new Draft.Resource() : earlier;
        Attributes.Builder attr = ProtobufInput.builder(resource.attr);
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> resource.kind = in.string();
                    case FIELD_2 -> resource.policyVersion = in.string();
                    case FIELD_3 -> resource.id = in.string();
                    case FIELD_4 -> in.entry(attr, RESOURCE_ATTR_DEPTH);
                    case FIELD_5 -> resource.scope = in.string();
                    default -> in.skip(tag);
                }
            }
        });
        resource.attr = attr.build();
        return resource;
    }

    private Draft.AuxData auxData(Draft.@Nullable AuxData earlier) throws IOException {
        Draft.AuxData auxData = earlier == null ? new Draft.AuxData() : earlier;
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> auxData.jwt = jwt(auxData.jwt);
                    case FIELD_2 -> namedJwt(auxData.jwts);
                    default -> in.skip(tag);
                }
            }
        });
        return auxData;
    }

    private void namedJwt(Map<String, Draft.Jwt> jwts) throws IOException {
        in.message(() -> {
            String name = "";
            Draft.Jwt jwt = new Draft.Jwt();
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> name = in.string();
                    case FIELD_2 -> jwt = jwt(jwt);
                    default -> in.skip(tag);
                }
            }
            jwts.put(name, jwt);
        });
    }

    private Draft.Jwt jwt(Draft.@Nullable Jwt earlier) throws IOException {
        Draft.Jwt jwt = earlier == null ? new Draft.Jwt() : earlier;
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> jwt.token = in.string();
                    case FIELD_2 -> jwt.keySetId = in.string();
                    default -> in.skip(tag);
                }
            }
        });
        return jwt;
    }
}
