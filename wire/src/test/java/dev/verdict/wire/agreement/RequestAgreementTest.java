package dev.verdict.wire.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.error.ApiException;
import dev.verdict.wire.json.JsonDecoder;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import dev.verdict.wire.protobuf.ProtobufDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** A request means the same in JSON as protobuf's own mapping writes it, in protobuf, and to the generated classes. */
final class RequestAgreementTest {
    private final JsonDecoder json = new JsonDecoder(CallLimits.DEFAULT);
    private final ProtobufDecoder protobuf = new ProtobufDecoder(CallLimits.DEFAULT);

    @Property(tries = 500)
    void checkResources(@ForAll long seed) throws InvalidProtocolBufferException {
        CheckResourcesRequest message = new Messages(seed).checkResources();

        agrees(message, json::checkResources, protobuf::checkResources);

        if (outcome(protobuf::checkResources, message.toByteArray()) instanceof dev.verdict.wire.call.CheckCall call) {
            assertThat(call.request()).isEqualTo(request(message));
            assertThat(call.annotations())
                    .isEqualTo(
                            message.hasRequestContext()
                                    ? attributes(message.getRequestContext().getAnnotationsMap())
                                    : null);
        }
    }

    @Property(tries = 200)
    void checkResourceBatch(@ForAll long seed) throws InvalidProtocolBufferException {
        agrees(new Messages(seed).checkResourceBatch(), json::checkResourceBatch, protobuf::checkResourceBatch);
    }

    @Property(tries = 200)
    void checkResourceSet(@ForAll long seed) throws InvalidProtocolBufferException {
        agrees(new Messages(seed).checkResourceSet(), json::checkResourceSet, protobuf::checkResourceSet);
    }

    @Property(tries = 200)
    void accessEvaluation(@ForAll long seed) throws InvalidProtocolBufferException {
        agrees(new Messages(seed).evaluation(), json::accessEvaluation, protobuf::accessEvaluation);
    }

    @Property(tries = 200)
    void accessEvaluations(@ForAll long seed) throws InvalidProtocolBufferException {
        agrees(new Messages(seed).evaluations(), json::accessEvaluations, protobuf::accessEvaluations);
    }

    private static void agrees(Message message, Function<byte[], ?> fromJson, Function<byte[], ?> fromProtobuf)
            throws InvalidProtocolBufferException {
        Object expected = outcome(fromProtobuf, message.toByteArray());
        for (JsonFormat.Printer printer : new JsonFormat.Printer[] {
            JsonFormat.printer(),
            JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames(),
            JsonFormat.printer().alwaysPrintFieldsWithNoPresence()
        }) {
            byte[] text = printer.print(message).getBytes(StandardCharsets.UTF_8);
            assertThat(outcome(fromJson, text)).isEqualTo(expected);
        }
    }

    /** What was decoded, or the error. */
    private static Object outcome(Function<byte[], ?> decoder, byte[] octets) {
        try {
            return decoder.apply(octets);
        } catch (ApiException e) {
            return e.error();
        }
    }

    private static CheckRequest request(CheckResourcesRequest message) {
        var who = message.getPrincipal();
        return new CheckRequest(
                message.getRequestId(),
                new Principal(
                        who.getId(),
                        who.getRolesList(),
                        attributes(who.getAttrMap()),
                        who.getPolicyVersion(),
                        who.getScope()),
                message.getResourcesList().stream()
                        .map(entry -> new CheckRequest.Entry(resource(entry.getResource()), entry.getActionsList()))
                        .toList(),
                AuxData.NONE,
                message.getIncludeMeta());
    }

    private static Resource resource(dev.verdict.wire.proto.engine.Resource resource) {
        return new Resource(
                resource.getKind(),
                resource.getId(),
                attributes(resource.getAttrMap()),
                resource.getPolicyVersion(),
                resource.getScope());
    }

    private static Attributes attributes(Map<String, Value> map) {
        Attributes.Builder attributes = Attributes.builder();
        map.forEach((name, value) -> attributes.put(name, plain(value)));
        return attributes.build();
    }

    private static @Nullable Object plain(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> null;
            case NUMBER_VALUE -> value.getNumberValue();
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case STRUCT_VALUE -> attributes(value.getStructValue().getFieldsMap());
            case LIST_VALUE ->
                value.getListValue().getValuesList().stream()
                        .map(RequestAgreementTest::plain)
                        .toList();
        };
    }
}
