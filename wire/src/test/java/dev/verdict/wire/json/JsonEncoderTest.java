package dev.verdict.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.decision.ValidationError;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.Tokens;
import dev.verdict.wire.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonEncoderTest {
    private static final CheckCall PLAIN = call(false);
    private static final CheckCall WITH_META = call(true);

    private final JsonEncoder encoder = new JsonEncoder();

    @Test
    void checkResourcesLeavesOutDefaultsAndSortsActions() {
        ResourceResult result = new ResourceResult(
                Resource.of("album:object", "XX125").build(),
                List.of(allowed("view"), denied("edit")),
                List.of("owner"),
                List.of(),
                List.of(),
                List.of());

        assertThat(checkResources(PLAIN, result))
                .isEqualTo("{\"results\":[{\"resource\":{\"id\":\"XX125\",\"kind\":\"album:object\"},"
                        + "\"actions\":{\"edit\":\"EFFECT_DENY\",\"view\":\"EFFECT_ALLOW\"}}],"
                        + "\"cerbosCallId\":\"ID\"}");
        assertThat(checkResources(WITH_META, result))
                .contains("\"meta\":{\"actions\":{\"edit\":{\"matchedPolicy\":\"NO_MATCH\"},"
                        + "\"view\":{\"matchedPolicy\":\"resource.album.vdefault\",\"matchedScope\":\"acme\"}},"
                        + "\"effectiveDerivedRoles\":[\"owner\"]}");
    }

    @Test
    void validationErrorsComeBeforeMetaAndOutputsAfterIt() {
        ResourceResult result = new ResourceResult(
                Resource.of("album", "1").policyVersion("v1").scope("acme").build(),
                List.of(denied("view")),
                List.of(),
                List.of(
                        new OutputEntry("resource.album.vdefault#a", "view", Attributes.copyOf(Map.of("n", 1)), null),
                        new OutputEntry("resource.album.vdefault#b", "view", null, null),
                        new OutputEntry("resource.album.vdefault#c", "view", null, "no such key: nope")),
                List.of(
                        new ValidationError("/", "missing properties: 'owner'", ValidationError.Source.RESOURCE),
                        new ValidationError("", "broken", ValidationError.Source.PRINCIPAL)),
                List.of());

        assertThat(checkResources(WITH_META, result))
                .isEqualTo("{\"results\":[{\"resource\":"
                        + "{\"id\":\"1\",\"kind\":\"album\",\"policyVersion\":\"v1\",\"scope\":\"acme\"},"
                        + "\"actions\":{\"view\":\"EFFECT_DENY\"},"
                        + "\"validationErrors\":["
                        + "{\"path\":\"/\",\"message\":\"missing properties: 'owner'\",\"source\":\"SOURCE_RESOURCE\"},"
                        + "{\"message\":\"broken\",\"source\":\"SOURCE_PRINCIPAL\"}],"
                        + "\"meta\":{\"actions\":{\"view\":{\"matchedPolicy\":\"NO_MATCH\"}}},"
                        + "\"outputs\":["
                        + "{\"src\":\"resource.album.vdefault#a\",\"val\":{\"n\":1},\"action\":\"view\"},"
                        + "{\"src\":\"resource.album.vdefault#b\",\"val\":null,\"action\":\"view\"},"
                        + "{\"src\":\"resource.album.vdefault#c\",\"action\":\"view\",\"error\":\"no such key: nope\"}]}],"
                        + "\"cerbosCallId\":\"ID\"}");
    }

    @Test
    void prettyIndentsByTwoSpaces() {
        CheckResult result = new CheckResult("r", List.of(output(List.of())), 1, false);

        assertThat(new String(encoder.checkResources(PLAIN, result, "ID", true), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {
                          "requestId": "r",
                          "results": [
                            {
                              "resource": {
                                "id": "1",
                                "kind": "album"
                              },
                              "actions": {},
                              "outputs": [
                                {
                                  "src": "s",
                                  "val": [],
                                  "action": "a"
                                }
                              ]
                            }
                          ],
                          "cerbosCallId": "ID"
                        }""");
    }

    @Test
    void namesOfObjectsAreSortedByCodePoint() {
        Attributes value = Attributes.builder()
                .put("é", 1)
                .put("\uffee", 2)
                .put("😀", 3)
                .put("Z", 4)
                .put("a", 5)
                .put("", 6)
                .build();

        assertThat(checkResources(PLAIN, output(value)))
                .contains("\"val\":{\"\":6,\"Z\":4,\"a\":5,\"é\":1,\"\uffee\":2,\"😀\":3}");
    }

    @Test
    void onlyWhatMustBeIsEscaped() {
        assertThat(checkResources(PLAIN, output("<>&'\u0001\u001f\u007f\u0080\u2028\n\r\t\b\f\"\\/é😀\ud800x")))
                .contains("\"<>&'\\u0001\\u001f\u007f\u0080\u2028\\n\\r\\t\\b\\f\\\"\\\\/é😀\ufffdx\"");
    }

    @Test
    void aNumberThatJsonDoesNotHaveIsAnError() {
        assertThatThrownBy(() -> checkResources(PLAIN, output(Double.POSITIVE_INFINITY)))
                .isInstanceOf(ApiException.class)
                .hasMessage("proto: google.protobuf.Value.number_value: invalid +Inf value");
        assertThatThrownBy(() -> checkResources(PLAIN, output(List.of(Double.NaN))))
                .hasMessage("proto: google.protobuf.Value.number_value: invalid NaN value");
        assertThatThrownBy(() -> checkResources(PLAIN, output(Double.NEGATIVE_INFINITY)))
                .hasMessage("proto: google.protobuf.Value.number_value: invalid -Inf value");
    }

    private String checkResources(CheckCall call, ResourceResult result) {
        CheckResult all = new CheckResult("", List.of(result), 1, false);
        return new String(encoder.checkResources(call, all, "ID", false), StandardCharsets.UTF_8);
    }

    private static ResourceResult output(@Nullable Object value) {
        return new ResourceResult(
                Resource.of("album", "1").build(),
                List.of(),
                List.of(),
                List.of(new OutputEntry("s", "a", value, null)),
                List.of(),
                List.of());
    }

    private static ActionResult allowed(String action) {
        return new ActionResult(action, Effect.ALLOW, "resource.album.vdefault", "acme");
    }

    private static ActionResult denied(String action) {
        return new ActionResult(action, Effect.DENY, ActionResult.NO_MATCH, "");
    }

    private static CheckCall call(boolean includeMeta) {
        return new CheckCall(
                CheckRequest.of(Principal.of("alice", "user").build())
                        .includeMeta(includeMeta)
                        .build(),
                Tokens.NONE,
                null);
    }
}
