package dev.verdict.cli.serving;

import dev.verdict.engine.Verdict;
import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.live.LiveListener;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.server.call.Identification.Identified;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.config.AuxDataSettings;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.token.ConfiguredTokens;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.Tokens;
import java.time.InstantSource;
import java.util.List;

/** Decisions in this process, without ports: the engine and, for calls that have tokens, their verification. */
public final class LocalDecisions implements AutoCloseable {
    private final Verdict engine;
    private final AuxDataSettings tokens;

    private LocalDecisions(Verdict engine, AuxDataSettings tokens) {
        this.engine = engine;
        this.tokens = tokens;
    }

    /**
     * Loads the policies.
     *
     * @throws dev.verdict.engine.PolicySetRejectedException if they cannot be used
     */
    public static LocalDecisions open(Configuration configuration) {
        return new LocalDecisions(DecisionServer.engine(configuration, LiveListener.NONE), configuration.auxData());
    }

    /** What came of a call. */
    public sealed interface Answer {
        /** The decisions. */
        record Decided(CheckResult result) implements Answer {}

        /**
         * Nothing was decided, because a token is not valid.
         *
         * @param code stable name of the reason
         * @param reason for people
         */
        record TokenRefused(String code, String reason) implements Answer {}
    }

    /** Verifies the call's tokens, waiting for remote keys about two seconds, and decides. */
    public Answer check(CheckCall call) {
        if (call.tokens().equals(Tokens.NONE)) {
            return new Answer.Decided(engine.check(call.withAuxData(AuxData.NONE)));
        }
        try (var verifier = new ConfiguredTokens(tokens, InstantSource.system())) {
            return switch (verifier.verify(call.tokens()).toCompletableFuture().join()) {
                case Verification.Verified verified -> identify(call, verified);
                case Verification.Refused refused -> new Answer.TokenRefused(refused.code(), refused.reason());
            };
        }
    }

    private Answer identify(CheckCall call, Verification.Verified verified) {
        return switch (verified.identification().identify(call.withAuxData(verified.auxData()))) {
            case Identified.As as -> new Answer.Decided(engine.check(as.request()));
            case Identified.Refused refused -> new Answer.TokenRefused(refused.code(), refused.reason());
        };
    }

    /** How many policies there are. */
    public int policies() {
        return engine.status().policies();
    }

    /** What the policies were accepted with. */
    public List<Diagnostic> warnings() {
        return engine.status().warnings();
    }

    @Override
    public void close() {
        engine.close();
    }
}
