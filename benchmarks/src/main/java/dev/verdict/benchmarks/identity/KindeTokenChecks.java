package dev.verdict.benchmarks.identity;

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
import dev.verdict.kinde.KindeResult;
import dev.verdict.kinde.KindeSettings;
import dev.verdict.kinde.KindeTokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Verification of a token of about 1.5 KiB: known ones must cost next to nothing beside a decision. */
@SuppressWarnings("NullAway.Init") // set up by JMH
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KindeTokenChecks {
    /** More than the table in front of the memory has slots. */
    private static final int MANY = 4096;

    private KindeTokens tokens;
    private List<String> many;
    private byte[] received;
    private String first;
    private String stranger;
    private int next;

    /** Signs the tokens and verifies each once. */
    @Setup
    public void setUp() throws JOSEException {
        RSAKey key = key();
        tokens = new KindeTokens(
                KindeSettings.forDomain("paperwise.kinde.com")
                        .keys(new JWKSet(key.toPublicJWK()).toString())
                        .build(),
                InstantSource.system());
        many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            many.add(token(key, i));
            CompletionStage<KindeResult> unused = tokens.verify(many.get(i));
        }
        first = many.get(0);
        received = first.getBytes(StandardCharsets.ISO_8859_1);
        stranger = token(key(), 0);
    }

    private static RSAKey key() throws JOSEException {
        return new RSAKeyGenerator(2048)
                .keyID("2a:e0:4f")
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .generate();
    }

    private static String token(RSAKey key, int user) throws JOSEException {
        long now = Instant.now().getEpochSecond();
        String permissions = String.join("\",\"", Collections.nCopies(40, "documents:permission"));
        String claims = """
                {"iss":"https://paperwise.kinde.com","sub":"kp_%d","azp":"dee7f3c57b3c47e8b96edde2c7ecab7d","aud":[],
                "iat":%d,"exp":%d,"scp":["openid"],"org_code":"org_5d1f0c2b9a11","permissions":["%s"]}
                """.formatted(user, now, now + 86_400, permissions);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("2a:e0:4f").build();
        JWSObject token = new JWSObject(header, new Payload(claims));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @TearDown
    public void tearDown() {
        tokens.close();
    }

    /** An application that keeps the token of a session. */
    @Benchmark
    public CompletionStage<KindeResult> knownString() {
        return tokens.verify(first);
    }

    /** A server that gets the token with each request; making the string counts too. */
    @Benchmark
    public CompletionStage<KindeResult> knownBytes() {
        return tokens.verify(new String(received, StandardCharsets.ISO_8859_1));
    }

    /** More users than fit into the table in front: most are found by their digest. */
    @Benchmark
    public CompletionStage<KindeResult> manyKnown() {
        next = (next + 1) & (MANY - 1);
        return tokens.verify(many.get(next));
    }

    /** A token with a wrong signature, sent again and again. */
    @Benchmark
    public CompletionStage<KindeResult> refusedAgain() {
        return tokens.verify(stranger);
    }
}
