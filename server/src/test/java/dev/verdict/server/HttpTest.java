package dev.verdict.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersChecks() throws Exception {
        HttpResponse<String> response = server.post("/api/check/resources", TestServer.REQUEST);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{\"requestId\":\"r1\",\"results\":[{\"resource\":{\"id\":\"XX1\",\"kind\":\"album\"},"
                        + "\"actions\":{\"edit\":\"EFFECT_DENY\",\"view\":\"EFFECT_ALLOW\"}}],\"cerbosCallId\":\"");
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.headers().firstValue("grpc-metadata-cerbos-version"))
                .hasValue("0.55.0");
        assertThat(response.headers().firstValue("vary")).hasValue("Origin");
        assertThat(response.headers().firstValue("date")).isPresent();
    }

    @Test
    void indentsOnRequest() throws Exception {
        assertThat(server.post("/api/check/resources?pretty", TestServer.REQUEST)
                        .body())
                .startsWith("{\n  \"requestId\": \"r1\",\n");
    }

    @Test
    void ignoresTheContentType() throws Exception {
        HttpResponse<String> response = server.send(server.request("/api/check/resources")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(TestServer.REQUEST)));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/nope                 | 404 | {"code":5,"message":"Not Found"}
            GET    | /access/v1/nope           | 404 | {"code":5,"message":"Not Found"}
            GET    | /api/check/resources      | 501 | {"code":12,"message":"Method Not Allowed"}
            DELETE | /api/check/resources      | 501 | {"code":12,"message":"Method Not Allowed"}
            POST   | /api/check/resources/     | 404 | {"code":5,"message":"Not Found"}
            POST   | //api/check/resources     | 404 | '404 page not found\n'
            POST   | /api/%63heck/resources    | 404 | {"code":5,"message":"Not Found"}
            POST   | /api/check/resources;x=1  | 404 | {"code":5,"message":"Not Found"}
            GET    | /admin/policies           | 404 | {"code":12,"message":"Admin service is disabled by the configuration"}
            POST   | /api/playground/validate  | 404 | {"code":12,"message":"Playground service is disabled by the configuration"}
            GET    | /nope                     | 404 | '404 page not found\n'
            GET    | /_cerbos/health           | 200 | '{"status":"SERVING"}\n'
            GET    | /_cerbos/health?service=cerbos.svc.v1.CerbosService | 200 | '{"status":"SERVING"}\n'
            GET    | /_cerbos/health?service=x | 404 | {"code":5,"message":"unknown service"}
            POST   | /_cerbos/health           | 501 | {"code":12,"message":"Method Not Allowed"}
            GET    | /api/server_info          | 200 | {"version":"0.55.0","commit":"verdict-dev"}
            POST   | /api/server_info          | 501 | {"code":12,"message":"Method Not Allowed"}
            POST   | /api/plan/resources       | 501 | {"code":12,"message":"this version of Verdict does not plan queries yet"}
            GET    | /livez                    | 200 | 'ok\n'
            GET    | /readyz                   | 200 | 'ok\n'
            """)
    void answersOtherPaths(String method, String path, int status, String body) throws Exception {
        HttpResponse<String> response = server.send(server.request(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body.replace("\\n", "\n"));
    }

    @Test
    void tellsOperatorsWhyNewPoliciesAreNotActive() throws Exception {
        assertThat(server.get("/readyz?verbose").body()).isEqualTo("""
                        ok
                        revision: 7
                        policies: 3
                        rejected: a.yaml:3:4 unknown field `resourc`
                        held: b.yaml: still being written
                        """);
    }

    @Test
    void answersAnEmptyBodyAsAnEmptyMessage() throws Exception {
        HttpResponse<String> response = server.post("/api/check/resources", "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("validation errors:\\n - principal: value is required");
    }

    @Test
    void refusesABodyAboveTheLimitByItsAnnouncedLength() throws Exception {
        HttpResponse<String> response = server.post("/api/check/resources", "x".repeat(4 * 1024 * 1024 + 1));

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body())
                .isEqualTo("{\"code\":8,\"message\":\"grpc: received message larger than max (4194305 vs. 4194304)\"}");
    }

    @Test
    void refusesDeepBodies() throws Exception {
        String deep =
                "{\"principal\":{\"id\":\"a\",\"attr\":{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}}";

        assertThat(server.post("/api/check/resources", deep).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesBadTimeouts() throws Exception {
        HttpResponse<String> response = server.send(server.request("/api/check/resources")
                .header("Grpc-Timeout", "zz")
                .POST(BodyPublishers.ofString(TestServer.REQUEST)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"code\":3,\"message\":\"invalid grpc-timeout: zz\"}");
    }

    @Test
    void keepsDeadlines() throws Exception {
        HttpResponse<String> response = server.send(server.request("/api/check/resources")
                .header("Grpc-Timeout", "300m")
                .POST(BodyPublishers.ofString(TestServer.REQUEST.replace("album", "endless"))));

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).isEqualTo("{\"code\":4,\"message\":\"context deadline exceeded\"}");
    }

    @Test
    void refusesTokensWithAStableCode() throws Exception {
        String body =
                TestServer.REQUEST.replace("{\"requestId\"", "{\"auxData\":{\"jwt\":{\"token\":\"t\"}},\"requestId\"");

        assertThat(server.post("/api/check/resources", body).body())
                .isEqualTo("{\"code\":3,\"message\":\"invalid auxData\",\"details\":[{\"@type\":"
                        + "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"TOKEN_EXPIRED\","
                        + "\"domain\":\"verdict\"}]}");
    }

    @Test
    void answersDeprecatedCalls() throws Exception {
        assertThat(server.post("/api/check", """
                {"requestId":"r2","actions":["view"],"principal":{"id":"a","roles":["user"]},
                 "resource":{"kind":"album","instances":{"A":{"attr":{}}}}}""").body())
                .isEqualTo(
                        "{\"requestId\":\"r2\",\"resourceInstances\":{\"A\":{\"actions\":{\"view\":\"EFFECT_ALLOW\"}}}}");
        assertThat(server.post("/api/check_resource_batch", TestServer.REQUEST).body())
                .isEqualTo("{\"requestId\":\"r1\",\"results\":[{\"resourceId\":\"XX1\",\"actions\":"
                        + "{\"edit\":\"EFFECT_DENY\",\"view\":\"EFFECT_ALLOW\"}}]}");
    }

    @Test
    void speaksAuthZen() throws Exception {
        String evaluation =
                "\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"resource\":{\"type\":\"album\",\"id\":\"1\"}";
        assertThat(server.post("/access/v1/evaluation", "{" + evaluation + ",\"action\":{\"name\":\"view\"}}")
                        .body())
                .isEqualTo("{\"decision\":true}");
        assertThat(server.post(
                                "/access/v1/evaluations",
                                "{" + evaluation + ",\"evaluations\":[{\"action\":{\"name\":\"view\"}},"
                                        + "{\"action\":{\"name\":\"edit\"}}]}")
                        .body())
                .isEqualTo("{\"evaluations\":[{\"decision\":true},{\"decision\":false}]}");
        String base = "http://127.0.0.1:" + server.httpPort();
        assertThat(server.get("/.well-known/authzen-configuration").body())
                .isEqualTo("{\"policy_decision_point\":\"" + base + "\",\"access_evaluation_endpoint\":\"" + base
                        + "/access/v1/evaluation\",\"access_evaluations_endpoint\":\"" + base
                        + "/access/v1/evaluations\"}");
    }

    @Test
    void countsWhatItAnswers() throws Exception {
        server.post("/api/check/resources", TestServer.REQUEST);

        assertThat(server.get("/_cerbos/metrics").body())
                .contains(
                        "cerbos_dev_engine_check_latency_milliseconds_bucket{status=\"success\",le=\"0.01\"}",
                        "cerbos_dev_engine_check_batch_size_bucket{le=\"1.0\"}",
                        "cerbos_dev_index_entry_count 3.0",
                        "cerbos_dev_store_last_successful_refresh{driver=\"disk\"} 1.7672256E12",
                        "rpc_server_call_duration_seconds_count{rpc_method=\"cerbos.svc.v1.CerbosService/CheckResources\","
                                + "rpc_response_status_code=\"OK\",rpc_system_name=\"grpc\"}",
                        "http_server_request_duration_seconds_count{http_request_method=\"POST\","
                                + "http_response_status_code=\"200\",network_protocol_name=\"http\"}",
                        "http_server_request_body_size_bytes_sum",
                        "verdict_decisions_total{effect=\"allow\",kind=\"album\"}",
                        "verdict_policy_revision 7.0",
                        "process_cpu_usage");
    }

    @Test
    void allowsPagesOfAnyOriginToCall() throws Exception {
        HttpResponse<String> preflight = server.send(server.request("/api/check/resources")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .hasValue("*");
        assertThat(preflight.headers().firstValue("access-control-allow-methods"))
                .hasValue("POST");
        assertThat(preflight.headers().firstValue("access-control-allow-headers"))
                .hasValue("content-type");
        assertThat(preflight.headers().firstValue("vary"))
                .hasValue("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    }

    @Test
    void doesNotAllowPagesToSendCredentials() throws Exception {
        HttpResponse<String> preflight = server.send(server.request("/api/check/resources")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .isEmpty();
    }
}
