package dev.verdict.wire.agreement;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.verdict.wire.proto.audit.RequestContext;
import dev.verdict.wire.proto.authzen.AccessEvaluationBatchRequest;
import dev.verdict.wire.proto.authzen.AccessEvaluationRequest;
import dev.verdict.wire.proto.authzen.AccessEvaluationsOptions;
import dev.verdict.wire.proto.authzen.Action;
import dev.verdict.wire.proto.authzen.Subject;
import dev.verdict.wire.proto.engine.Principal;
import dev.verdict.wire.proto.engine.Resource;
import dev.verdict.wire.proto.request.AttributesMap;
import dev.verdict.wire.proto.request.AuxData;
import dev.verdict.wire.proto.request.CheckResourceBatchRequest;
import dev.verdict.wire.proto.request.CheckResourceSetRequest;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import dev.verdict.wire.proto.request.ResourceSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Random requests, most of them valid. */
final class Messages {
    private static final List<String> PIECES = List.of(
            "a", "Z", "_", "-", ".", "0", " ", "é", "😀", "\"", "\\", "\n", "\u0001", "\u007f", "\u2028", "/", "<");
    private static final List<String> VERSIONS = List.of("", "default", "v_2");
    private static final List<String> SCOPES = List.of("", ".", "acme", "acme.h-r");
    private static final List<String> SEMANTICS =
            List.of("", "execute_all", "deny_on_first_deny", "permit_on_first_permit", "other");

    private final SplittableRandom random;

    Messages(long seed) {
        random = new SplittableRandom(seed);
    }

    CheckResourcesRequest checkResources() {
        var request = CheckResourcesRequest.newBuilder().setRequestId(text()).setIncludeMeta(random.nextBoolean());
        if (!rarely()) {
            request.setPrincipal(principal());
        }
        for (int i = few(); i > 0; i--) {
            var entry = CheckResourcesRequest.ResourceEntry.newBuilder().addAllActions(names());
            if (!rarely()) {
                entry.setResource(resource());
            }
            request.addResources(entry);
        }
        if (random.nextBoolean()) {
            request.setAuxData(auxData());
        }
        if (random.nextBoolean()) {
            request.setRequestContext(RequestContext.newBuilder().putAllAnnotations(attributes()));
        }
        return request.build();
    }

    CheckResourceBatchRequest checkResourceBatch() {
        var request =
                CheckResourceBatchRequest.newBuilder().setRequestId(text()).setPrincipal(principal());
        for (int i = few(); i > 0; i--) {
            request.addResources(CheckResourceBatchRequest.BatchEntry.newBuilder()
                    .addAllActions(names())
                    .setResource(resource()));
        }
        if (random.nextBoolean()) {
            request.setAuxData(auxData());
        }
        return request.build();
    }

    CheckResourceSetRequest checkResourceSet() {
        var set = ResourceSet.newBuilder()
                .setKind(text())
                .setPolicyVersion(version())
                .setScope(scope());
        for (int i = few(); i > 0; i--) {
            set.putInstances(
                    text(), AttributesMap.newBuilder().putAllAttr(attributes()).build());
        }
        var request = CheckResourceSetRequest.newBuilder()
                .setRequestId(text())
                .addAllActions(names())
                .setPrincipal(principal())
                .setIncludeMeta(random.nextBoolean())
                .setResource(set);
        if (random.nextBoolean()) {
            request.setAuxData(auxData());
        }
        return request.build();
    }

    AccessEvaluationRequest evaluation() {
        var request = AccessEvaluationRequest.newBuilder().putAllContext(context());
        if (!rarely()) {
            request.setSubject(subject());
        }
        return request.setResource(entity()).setAction(action()).build();
    }

    AccessEvaluationBatchRequest evaluations() {
        var request = AccessEvaluationBatchRequest.newBuilder()
                .putAllContext(context())
                .setOptions(AccessEvaluationsOptions.newBuilder().setEvaluationsSemantic(oneOf(SEMANTICS)));
        if (!rarely()) {
            request.setSubject(subject()).setResource(entity()).setAction(action());
        }
        for (int i = few(); i > 0; i--) {
            var evaluation = AccessEvaluationBatchRequest.Evaluation.newBuilder();
            if (random.nextBoolean()) {
                evaluation.setSubject(subject()).putAllContext(context());
            }
            if (random.nextBoolean()) {
                evaluation.setResource(entity());
            }
            if (random.nextBoolean()) {
                evaluation.setAction(action());
            }
            request.addEvaluations(evaluation);
        }
        return request.build();
    }

    private Subject subject() {
        var properties = new LinkedHashMap<>(attributes());
        if (random.nextBoolean()) {
            properties.put("cerbos.roles", value(2));
            properties.put("cerbos.scope", value(0));
        }
        return Subject.newBuilder()
                .setType(text())
                .setId(text())
                .putAllProperties(properties)
                .build();
    }

    private dev.verdict.wire.proto.authzen.Resource entity() {
        return dev.verdict.wire.proto.authzen.Resource.newBuilder()
                .setType(text())
                .setId(text())
                .putAllProperties(attributes())
                .build();
    }

    private Action action() {
        return Action.newBuilder()
                .setName(text())
                .putAllProperties(attributes())
                .build();
    }

    private Map<String, Value> context() {
        var context = new LinkedHashMap<>(attributes());
        if (random.nextBoolean()) {
            context.put(
                    "cerbos.includeMeta", Value.newBuilder().setBoolValue(true).build());
            context.put("cerbos.requestId", value(0));
        }
        return context;
    }

    private AuxData auxData() {
        var auxData = AuxData.newBuilder();
        if (random.nextBoolean()) {
            auxData.setJwt(jwt());
        } else {
            for (int i = few(); i > 0; i--) {
                auxData.putJwts(text(), jwt());
            }
        }
        return auxData.build();
    }

    private AuxData.JWT jwt() {
        return AuxData.JWT.newBuilder().setToken(text()).setKeySetId(text()).build();
    }

    private Principal principal() {
        return Principal.newBuilder()
                .setId(text())
                .setPolicyVersion(version())
                .addAllRoles(names())
                .putAllAttr(attributes())
                .setScope(scope())
                .build();
    }

    private Resource resource() {
        return Resource.newBuilder()
                .setKind(text())
                .setPolicyVersion(version())
                .setId(text())
                .putAllAttr(attributes())
                .setScope(scope())
                .build();
    }

    Map<String, Value> attributes() {
        var attributes = new LinkedHashMap<String, Value>();
        for (int i = random.nextInt(12); i > 0; i--) {
            attributes.put(text(), value(3));
        }
        return attributes;
    }

    Value value(int depth) {
        var value = Value.newBuilder();
        switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> value.setNullValue(NullValue.NULL_VALUE);
            case 1 -> value.setNumberValue(number());
            case 2 -> value.setStringValue(text());
            case 3 -> value.setBoolValue(random.nextBoolean());
            case 4 -> {
                var list = ListValue.newBuilder();
                for (int i = few(); i > 0; i--) {
                    list.addValues(value(depth - 1));
                }
                value.setListValue(list);
            }
            default -> {
                var struct = Struct.newBuilder();
                for (int i = few(); i > 0; i--) {
                    struct.putFields(text(), value(depth - 1));
                }
                value.setStructValue(struct);
            }
        }
        return value.build();
    }

    double number() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(-10, 100);
            case 1 -> random.nextDouble() * 1000;
            case 2 -> -0.0;
            case 3 -> random.nextLong();
            default -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(any) ? any : Double.MAX_VALUE;
            }
        };
    }

    /** Names, seldom none or an empty one. */
    private Iterable<String> names() {
        var names = new TreeSet<String>();
        for (int i = few(); i > 0; i--) {
            names.add(text());
        }
        return names;
    }

    String text() {
        if (rarely()) {
            return "";
        }
        var text = new StringBuilder("x");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(oneOf(PIECES));
        }
        return text.toString();
    }

    private String version() {
        return rarely() ? "v-2" : oneOf(VERSIONS);
    }

    private String scope() {
        return rarely() ? "acme..hr" : oneOf(SCOPES);
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private int few() {
        return rarely() ? 0 : random.nextInt(1, 4);
    }

    private boolean rarely() {
        return random.nextInt(200) == 0;
    }
}
