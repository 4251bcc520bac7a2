package dev.verdict.server.call;

import dev.verdict.wire.proto.response.ServerInfoResponse;
import java.nio.charset.StandardCharsets;

/** Answers which version serves. Immutable. */
public final class ServerInfo implements ApiMethod {
    private final byte[] protobuf;
    private final byte[] json;
    private final byte[] prettyJson;

    /**
     * An answer.
     *
     * @param version of the reference whose API this is, as clients compare it
     * @param commit which build of Verdict
     * @param buildDate empty if unknown
     */
    public ServerInfo(String version, String commit, String buildDate) {
        protobuf = ServerInfoResponse.newBuilder()
                .setVersion(version)
                .setCommit(commit)
                .setBuildDate(buildDate)
                .build()
                .toByteArray();
        String date = buildDate.isEmpty() ? "" : ",\"buildDate\":\"" + buildDate + "\"";
        json = bytes("{\"version\":\"" + version + "\",\"commit\":\"" + commit + "\"" + date + "}");
        String prettyDate = buildDate.isEmpty() ? "" : ",\n  \"buildDate\": \"" + buildDate + "\"";
        prettyJson =
                bytes("{\n  \"version\": \"" + version + "\",\n  \"commit\": \"" + commit + "\"" + prettyDate + "\n}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void answer(byte[] body, Exchange exchange) {
        exchange.succeed(
                switch (exchange.encoding()) {
                    case PROTOBUF -> protobuf;
                    case JSON -> json;
                    case PRETTY_JSON -> prettyJson;
                });
    }
}
