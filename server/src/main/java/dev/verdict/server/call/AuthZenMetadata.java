package dev.verdict.server.call;

import dev.verdict.wire.proto.authzen.MetadataResponse;
import java.nio.charset.StandardCharsets;

/** Answers where AuthZEN clients find what, as seen from where they are. Immutable. */
final class AuthZenMetadata implements ApiMethod {
    private static final String EVALUATION = "/access/v1/evaluation";
    private static final String EVALUATIONS = "/access/v1/evaluations";

    @Override
    public void answer(byte[] body, Exchange exchange) {
        // matches reference: TLS of the port itself is not considered, only what a proxy says
        String scheme = "https".equals(exchange.header("x-forwarded-proto")) ? "https" : "http";
        String base = scheme + "://" + host(exchange);
        exchange.succeed(
                switch (exchange.encoding()) {
                    case PROTOBUF ->
                        MetadataResponse.newBuilder()
                                .setPolicyDecisionPoint(base)
                                .setAccessEvaluationEndpoint(base + EVALUATION)
                                .setAccessEvaluationsEndpoint(base + EVALUATIONS)
                                .build()
                                .toByteArray();
                    case JSON -> json(base, "", "");
                    case PRETTY_JSON -> json(base, "\n  ", " ");
                });
    }

    private static byte[] json(String base, String line, String space) {
        String end = line.isEmpty() ? "" : "\n";
        return ("{" + line + "\"policy_decision_point\":" + space + "\"" + base + "\"," + line
                        + "\"access_evaluation_endpoint\":" + space + "\"" + base + EVALUATION + "\"," + line
                        + "\"access_evaluations_endpoint\":" + space + "\"" + base + EVALUATIONS + "\"" + end + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String host(Exchange exchange) {
        String forwarded = exchange.header("x-forwarded-host");
        String host = forwarded != null ? forwarded : exchange.authority();
        return host != null && !host.isEmpty() && isPlain(host) ? host : "localhost";
    }

    /** Whether a header that anybody can set may stand in an answer as it is. */
    private static boolean isPlain(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean plain = (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || c == '.'
                    || c == '-'
                    || c == '_'
                    || c == ':'
                    || c == '['
                    || c == ']';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
