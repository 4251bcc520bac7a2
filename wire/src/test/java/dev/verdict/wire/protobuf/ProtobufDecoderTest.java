package dev.verdict.wire.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.error.ApiException;
import dev.verdict.wire.error.StatusCode;
import dev.verdict.wire.proto.engine.Principal;
import dev.verdict.wire.proto.engine.Resource;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufDecoderTest {
    private static final CheckResourcesRequest REQUEST = CheckResourcesRequest.newBuilder()
            .setPrincipal(Principal.newBuilder().setId("alice").addRoles("user"))
            .addResources(CheckResourcesRequest.ResourceEntry.newBuilder()
                    .addActions("view")
                    .setResource(Resource.newBuilder().setKind("album").setId("1")))
            .build();

    private final ProtobufDecoder decoder = new ProtobufDecoder(CallLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(strings = {"ff", "0a05", "08", "0b", "0c", "00", "1201", "0a02ffff", "1a030a01ff", "1a7f"})
    void octetsThatAreNoMessageAreRefused(String hex) {
        assertThatThrownBy(() -> decoder.checkResources(HexFormat.of().parseHex(hex)))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.error().status()).isEqualTo(StatusCode.INTERNAL);
                    assertThat(e.error().message())
                            .isEqualTo(
                                    "grpc: error unmarshalling request: proto: cannot parse invalid wire-format data");
                });
    }

    @Test
    void noOctetsAreAnEmptyMessage() {
        assertThatThrownBy(() -> decoder.checkResources(new byte[0]))
                .hasMessage("validation errors:\n - principal: value is required\n - resources: value is required");
    }

    @Test
    void unknownFieldsAreSkipped() {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(
                        99,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(1)
                                .addFixed32(2)
                                .addFixed64(3)
                                .addLengthDelimited(ByteString.copyFromUtf8("x"))
                                .addGroup(UnknownFieldSet.getDefaultInstance())
                                .build())
                .build();
        CheckResourcesRequest request = REQUEST.toBuilder()
                .setUnknownFields(unknown)
                .setPrincipal(REQUEST.getPrincipal().toBuilder().setUnknownFields(unknown))
                .build();

        assertThat(decoder.checkResources(request.toByteArray()))
                .isEqualTo(decoder.checkResources(REQUEST.toByteArray()));
    }

    @Test
    void aMessageThatComesInTwoPartsIsOne() {
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(CheckResourcesRequest.newBuilder()
                .setPrincipal(Principal.newBuilder()
                        .setId("nobody")
                        .addRoles("guest")
                        .putAttr("a", string("1"))
                        .putAttr("b", string("2")))
                .build()
                .toByteArray());
        octets.writeBytes(REQUEST.toBuilder()
                .setPrincipal(REQUEST.getPrincipal().toBuilder().putAttr("b", string("3")))
                .build()
                .toByteArray());

        var principal = decoder.checkResources(octets.toByteArray()).request().principal();

        assertThat(principal.id()).isEqualTo("alice");
        assertThat(principal.roles()).containsExactly("guest", "user");
        assertThat(principal.attr())
                .containsEntry("a", "1")
                .containsEntry("b", "3")
                .hasSize(2);
    }

    @Test
    void aValueWithoutContentIsNull() {
        var request = REQUEST.toBuilder();
        request.getPrincipalBuilder().putAttr("a", Value.getDefaultInstance());

        assertThat(decoder.checkResources(request.build().toByteArray())
                        .request()
                        .principal()
                        .attr())
                .containsEntry("a", null);
    }

    @Test
    void nestingIsBoundedAsInJson() {
        assertThat(decoder.checkResources(nested(97)).request().entries()).hasSize(1);
        assertThatThrownBy(() -> decoder.checkResources(nested(98))).hasMessage("exceeded max depth");
        assertThatThrownBy(() -> decoder.checkResources(nested(1000))).hasMessage("exceeded max depth");
    }

    @Property(tries = 2000)
    void anyOctetsGiveACallOrAnError(@ForAll byte[] noise, @ForAll int place) {
        byte[] message = REQUEST.toByteArray();
        for (int i = 0; i < Math.min(noise.length, 3); i++) {
            message[Math.floorMod(place + i * 7, message.length)] = noise[i];
        }
        for (byte[] octets : new byte[][] {message, noise}) {
            try {
                decoder.checkResources(octets);
                decoder.accessEvaluations(octets);
            } catch (ApiException e) {
                assertThat(e.error().message()).isNotEmpty();
            }
        }
    }

    /** A request whose principal has an attribute of {@code depth} lists. */
    private static byte[] nested(int depth) {
        Value value =
                Value.newBuilder().setListValue(ListValue.getDefaultInstance()).build();
        for (int i = 1; i < depth; i++) {
            value = Value.newBuilder()
                    .setListValue(ListValue.newBuilder().addValues(value))
                    .build();
        }
        var request = REQUEST.toBuilder();
        request.getPrincipalBuilder().putAttr("a", value);
        return request.build().toByteArray();
    }

    private static Value string(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
