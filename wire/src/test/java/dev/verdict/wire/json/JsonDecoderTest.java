package dev.verdict.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.call.Token;
import dev.verdict.wire.call.Tokens;
import dev.verdict.wire.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class JsonDecoderTest {
    private static final String PRINCIPAL = "\"principal\":{\"id\":\"alice\",\"roles\":[\"user\"]}";
    private static final String RESOURCES =
            "\"resources\":[{\"actions\":[\"view\"],\"resource\":{\"kind\":\"album\",\"id\":\"1\"}}]";

    private final JsonDecoder decoder = new JsonDecoder(CallLimits.DEFAULT);

    @Test
    void readsEveryFieldInBothNames() {
        CheckRequest expected = CheckRequest.of(Principal.of("alice", "user", "admin")
                        .policyVersion("v1")
                        .scope("acme")
                        .attr("level", 3)
                        .build())
                .resource(
                        Resource.of("album", "1")
                                .policyVersion("v2")
                                .scope("acme.hr")
                                .attr("tags", List.of("a", true))
                                .build(),
                        "view",
                        "edit")
                .requestId("r1")
                .includeMeta(true)
                .build();

        for (String version : List.of("policyVersion", "policy_version")) {
            CheckCall call = check("""
                    {"REQUEST": "r1", "META": true,
                     "principal": {"id": "alice", "VERSION": "v1", "roles": ["user", "admin"], "attr": {"level": 3}, "scope": "acme"},
                     "resources": [{"actions": ["view", "edit"], "resource":
                       {"kind": "album", "VERSION": "v2", "id": "1", "attr": {"tags": ["a", true]}, "scope": "acme.hr"}}],
                     "AUX": {"jwt": {"token": "t", "KEYS": "k"}},
                     "CONTEXT": {"annotations": {"a": {"b": null}}}}""".replace("VERSION", version)
                    .replace("REQUEST", version.equals("policyVersion") ? "requestId" : "request_id")
                    .replace("META", version.equals("policyVersion") ? "includeMeta" : "include_meta")
                    .replace("AUX", version.equals("policyVersion") ? "auxData" : "aux_data")
                    .replace("KEYS", version.equals("policyVersion") ? "keySetId" : "key_set_id")
                    .replace("CONTEXT", version.equals("policyVersion") ? "requestContext" : "request_context"));

            assertThat(call.request()).isEqualTo(expected);
            assertThat(call.tokens()).isEqualTo(new Tokens.Single(new Token("t", "k")));
            assertThat(call.annotations())
                    .isEqualTo(Map.of("a", Attributes.builder().put("b", null).build()));
        }
    }

    @Test
    void nullIsAbsent() {
        CheckCall call = check("""
                {"requestId": null, "includeMeta": null, "auxData": null, "requestContext": null,
                 "principal": {"id": "alice", "roles": ["user"], "attr": null, "scope": null, "policyVersion": null},
                 "resources": [{"actions": ["view"], "resource": {"kind": "album", "id": "1", "attr": null}}]}""");

        assertThat(call.request())
                .isEqualTo(CheckRequest.of(Principal.of("alice", "user").build())
                        .resource(Resource.of("album", "1").build(), "view")
                        .build());
        assertThat(call.tokens()).isEqualTo(Tokens.NONE);
        assertThat(call.annotations()).isNull();
    }

    @Test
    void emptyAuxDataIsNone() {
        assertThat(check("{" + PRINCIPAL + "," + RESOURCES + ",\"auxData\":{}}").tokens())
                .isEqualTo(Tokens.NONE);
        assertThat(check("{" + PRINCIPAL + "," + RESOURCES + ",\"auxData\":{\"jwts\":{}}}")
                        .tokens())
                .isEqualTo(Tokens.NONE);
    }

    @Test
    void namedTokensKeepTheirNames() {
        String jwts = ",\"auxData\":{\"jwts\":{\"b\":{\"token\":\"1\"},\"a\":{\"token\":\"2\",\"keySetId\":\"k\"}}}";
        assertThat(check("{" + PRINCIPAL + "," + RESOURCES + jwts + "}").tokens())
                .isEqualTo(new Tokens.Named(Map.of("b", new Token("1", ""), "a", new Token("2", "k"))));
    }

    @Test
    void numbersAreDoubles() {
        assertThat(attribute("[0,-0,1,12345678901234567890,1e2,0.1,-1.5E-3,123456789012345678]"))
                .isEqualTo(List.of(0.0, -0.0, 1.0, 1.2345678901234567e19, 100.0, 0.1, -0.0015, 1.2345678901234568e17));
    }

    @Test
    void escapesAreUndone() {
        assertThat(attribute("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\u0000\""))
                .isEqualTo("\"\\/\b\f\n\r\té😀\u0000");
    }

    @Test
    void textBehindTheValueIsNotLookedAt() {
        assertThat(check("{" + PRINCIPAL + "," + RESOURCES + "} }{").request().entries())
                .hasSize(1);
    }

    @Test
    void nestingIsBounded() {
        assertThat(attribute("[".repeat(95) + "]".repeat(95))).isInstanceOf(List.class);
        assertThatThrownBy(() -> attribute("[".repeat(98) + "]".repeat(98)))
                .isInstanceOf(ApiException.class)
                .hasMessage("invalid character '[' exceeded max depth");
        assertThatThrownBy(() -> attribute("{\"a\":".repeat(1_000_000)))
                .hasMessage("invalid character '{' exceeded max depth");
    }

    @Test
    void hundredsOfThousandsOfNamesAreRead() {
        StringBuilder names = new StringBuilder("{\"first\":0");
        for (int i = 0; i < 200_000; i++) {
            names.append(",\"").append(Integer.toString(i, 36)).append("\":1");
        }
        assertThat((Attributes) attribute(names.append('}').toString())).hasSize(200_001);
    }

    @Test
    void evaluationsInheritWhatTheyDoNotSay() {
        EvaluationBatch batch = decoder.accessEvaluations(octets("""
                {"subject": {"type": "user", "id": "alice", "properties": {"cerbos.roles": ["admin", 5, "user", "admin"], "cerbos.scope": "acme"}},
                 "action": {"name": "view"}, "context": {"cerbos.requestId": "top", "cerbos.includeMeta": true, "cerbos.auxData": {"jwt": {"token": "t", "key_set_id": "k"}}},
                 "options": {"evaluations_semantic": "deny_on_first_deny"},
                 "evaluations": [
                   {"resource": {"type": "album", "id": "1", "properties": {"cerbos.policyVersion": "v2"}}},
                   {"resource": {"type": "album", "id": "1"}, "subject": {"type": "guest", "id": "bob"}, "action": {"name": "edit"}, "context": {"x": 1}}]}"""));

        assertThat(batch.semantic()).isEqualTo(EvaluationBatch.Semantic.DENY_ON_FIRST_DENY);
        CheckCall first = batch.calls().get(0);
        assertThat(first.request().requestId()).isEqualTo("top");
        assertThat(first.request().principal().roles()).containsExactly("admin", "user");
        assertThat(first.request().principal().scope()).isEqualTo("acme");
        assertThat(first.request().principal().attr()).containsKey("cerbos.roles");
        assertThat(first.request().entries().get(0).resource().policyVersion()).isEqualTo("v2");
        assertThat(first.request().entries().get(0).actions()).containsExactly("view");
        assertThat(first.tokens()).isEqualTo(new Tokens.Single(new Token("t", "k")));
        CheckCall second = batch.calls().get(1);
        assertThat(second.request().requestId()).isEmpty();
        assertThat(second.request().includeMeta()).as("read from the top only").isTrue();
        assertThat(second.request().principal().roles()).containsExactly("guest");
        assertThat(second.request().entries().get(0).actions()).containsExactly("edit");
        assertThat(second.tokens()).isEqualTo(Tokens.NONE);
    }

    @Test
    void callsShareNoTableOfNames() {
        String body =
                "{\"principal\":{\"id\":\"alice\",\"roles\":[\"user\"],\"attr\":{\"department\":1}}," + RESOURCES + "}";

        String first =
                check(body).request().principal().attr().keySet().iterator().next();
        String second =
                check(body).request().principal().attr().keySet().iterator().next();

        assertThat(second).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void readsEverNewNames() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 300; round++) {
            StringBuilder attr = new StringBuilder();
            int count = random.nextInt(1, 3_000);
            for (int i = 0; i < count; i++) {
                attr.append(i == 0 ? "" : ",").append('"').append(i).append('_');
                for (int length = random.nextInt(30); length > 0; length--) {
                    attr.append((char) random.nextInt('a', 'z'));
                }
                attr.append("\":").append(i);
            }
            String body =
                    "{\"principal\":{\"id\":\"alice\",\"roles\":[\"user\"],\"attr\":{" + attr + "}}," + RESOURCES + "}";

            assertThat(check(body).request().principal().attr()).hasSize(count);
        }
    }

    @Test
    void countsEvaluationsAsTheReferenceGroupsThem() {
        String defaults =
                "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"resource\":{\"type\":\"album\",\"id\":\"1\"},"
                        + "\"action\":{\"name\":\"view\"},\"evaluations\":[";
        assertThat(evaluations(defaults, 50, "{}")).isEqualTo(50);
        assertThat(evaluations(defaults, 60, "{\"subject\":{\"type\":\"user\",\"id\":\"#\"}}"))
                .isEqualTo(60);
        assertThatThrownBy(() -> evaluations(defaults, 51, "{}"))
                .hasMessage("number of actions (51) exceeds configured limit (50)");
        assertThatThrownBy(() -> evaluations(defaults, 51, "{\"subject\":{\"type\":\"user#\",\"id\":\"a\"}}"))
                .hasMessage("number of actions (51) exceeds configured limit (50)");
        assertThatThrownBy(() -> evaluations(defaults, 51, "{\"resource\":{\"type\":\"album\",\"id\":\"#\"}}"))
                .hasMessage("number of resources in batch (51) exceeds configured limit (50)");
    }

    private int evaluations(String defaults, int count, String evaluation) {
        String list = IntStream.range(0, count)
                .mapToObj(i -> evaluation.replace("#", Integer.toString(i)))
                .collect(Collectors.joining(","));
        return decoder.accessEvaluations(octets(defaults + list + "]}")).calls().size();
    }

    @Property(tries = 2000)
    void anyOctetsGiveACallOrAnError(@ForAll byte[] noise, @ForAll int place) {
        byte[] body = octets("{\"requestId\":\"é\"," + PRINCIPAL + "," + RESOURCES + ",\"auxData\":{\"jwts\":{}}}");
        for (int i = 0; i < Math.min(noise.length, 3); i++) {
            body[Math.floorMod(place + i * 7, body.length)] = noise[i];
        }
        try {
            decoder.checkResources(body);
        } catch (ApiException e) {
            assertThat(e.error().status().httpStatus()).isEqualTo(400);
        }
        try {
            decoder.checkResources(noise);
        } catch (ApiException e) {
            assertThat(e.error().message()).isNotEmpty();
        }
    }

    private CheckCall check(String body) {
        return decoder.checkResources(octets(body));
    }

    private Object attribute(String json) {
        String body = "{\"principal\":{\"id\":\"alice\",\"roles\":[\"user\"],\"attr\":{\"a\":" + json + "}},"
                + RESOURCES + "}";
        return Objects.requireNonNull(check(body).request().principal().attr().get("a"));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aValueAloneIsReadAndWritten() {
        JsonEncoder encoder = new JsonEncoder();
        for (String text :
                List.of("null", "true", "1.5", "-2", "\"a\\\"\"", "[]", "[1,null]", "{\"a\":{\"b\":[false]}}")) {
            assertThat(new String(encoder.value(decoder.value(text), false), StandardCharsets.UTF_8))
                    .isEqualTo(text);
        }
        assertThat(decoder.value(" {\"b\": 1, \"a\": 2} ")).isEqualTo(Attributes.copyOf(Map.of("a", 2, "b", 1)));
    }

    @Test
    void whatIsNoValueOrMoreThanOneIsRefused() {
        for (String text :
                List.of("", " ", "ann", "007", "1 2", "[1", "{} x", "\"a", "{\"a\":1,\"a\":2}", "1e999", "'a'")) {
            assertThatThrownBy(() -> decoder.value(text)).as(text).isInstanceOf(ApiException.class);
        }
    }
}
