package dev.verdict.benchmarks.wire;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.verdict.benchmarks.decision.PolicyCorpus;
import dev.verdict.benchmarks.wire.ServerCpu.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU time of the server per HTTP request with a token, in turn: Verdict with a key set of Kinde whose token becomes the
 * principal, Verdict with a plain key set, the reference with the same plain key set. Arguments as those of
 * {@link ServerCpu}.
 */
public final class TokenCpu {
    private static final int USERS = 20;
    private static final String ISSUER = "https://paperwise.kinde.com";

    private TokenCpu() {}

    /** Runs the comparison and prints a table with the median of the rounds. */
    public static void main(String[] args) throws Exception {
        Duration each = Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : 5);
        RSAKey key = new RSAKeyGenerator(2048)
                .keyID("2a:e0:4f")
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        Path keys = Files.createTempFile("keys", ".json");
        Files.writeString(keys, new JWKSet(key.toPublicJWK()).toString());
        String kinde = keySet(
                "kinde: {issuers: [{issuer: \"" + ISSUER + "\", jwks: {file: \"" + keys + "\"}}], principal: enrich}");
        String plain = keySet("local: {file: \"" + keys + "\"}");
        List<String> bodies = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            bodies.add(body("kp_" + user, token(key, "kp_" + user)));
        }
        try (ServerProcess ours = start(args[0], kinde);
                ServerProcess compatible = start(args[0], plain);
                ServerProcess reference = start(args[1], plain)) {
            Map<String, ServerProcess> servers = new LinkedHashMap<>();
            servers.put("verdict, Kinde", ours);
            servers.put("verdict, plain", compatible);
            servers.put("reference", reference);
            compare(servers, bodies, each);
        } finally {
            Files.delete(keys);
        }
    }

    private static String keySet(String kind) {
        return "auxData:\n  jwt:\n    keySets:\n      - {id: bench, " + kind + "}\n";
    }

    private static ServerProcess start(String command, String sections) throws Exception {
        return new ServerProcess(List.of(command), PolicyCorpus.files(10), Duration.ofMinutes(1), sections);
    }

    private static String token(RSAKey key, String user) throws JOSEException {
        long now = Instant.now().getEpochSecond();
        String permissions = String.join("\",\"", Collections.nCopies(40, "documents:permission"));
        String claims = """
                {"iss":"%s","sub":"%s","azp":"dee7f3c57b3c47e8b96edde2c7ecab7d","aud":[],"iat":%d,"exp":%d,\
                "scp":["openid"],"org_code":"org_5d1f0c2b9a11","permissions":["%s"]}
                """.formatted(ISSUER, user, now, now + 86_400, permissions);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("2a:e0:4f").build();
        JWSObject token = new JWSObject(header, new Payload(claims));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String body(String user, String token) {
        String request = Requests.json(1, 4).replace("\"id\":\"ann\"", "\"id\":\"" + user + "\"");
        return request.substring(0, request.length() - 1) + ",\"auxData\":{\"jwt\":{\"token\":\"" + token + "\"}}}";
    }

    private static void compare(Map<String, ServerProcess> servers, List<String> bodies, Duration each)
            throws Exception {
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (int round = -1; round < ServerCpu.ROUNDS; round++) {
            for (Map.Entry<String, ServerProcess> server : servers.entrySet()) {
                int user = (round + 1) * ServerCpu.ROUNDS;
                Measured result = ServerCpu.load(
                        server.getValue(),
                        each,
                        end -> ServerCpu.overHttp(server.getValue(), bodies.get(user % bodies.size()), end));
                if (round >= 0) { // the first warms up
                    measured.computeIfAbsent(server.getKey(), name -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        System.out.printf("%-16s %12s %12s%n", "server", "us/request", "requests/s");
        measured.forEach((name, rounds) -> {
            Measured median = ServerCpu.median(rounds);
            System.out.printf("%-16s %12.1f %12.0f%n", name, median.cpuMicros(), median.perSecond());
        });
    }
}
