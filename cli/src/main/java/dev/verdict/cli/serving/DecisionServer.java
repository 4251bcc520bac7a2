package dev.verdict.cli.serving;

import dev.verdict.engine.Status;
import dev.verdict.engine.Verdict;
import dev.verdict.engine.check.SchemaEnforcement;
import dev.verdict.engine.live.LiveListener;
import dev.verdict.engine.live.LiveOptions;
import dev.verdict.engine.live.LiveStatus;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.DiagnosticFormat;
import dev.verdict.server.ServerParts;
import dev.verdict.server.VerdictServer;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.EngineSettings;
import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.SchemaSettings;
import dev.verdict.server.health.Readiness;
import dev.verdict.server.metrics.Metrics;
import java.time.InstantSource;

/** The engine, the verifier of tokens and both ports, put together from one configuration. Thread-safe. */
public final class DecisionServer implements AutoCloseable {
    private final Verdict engine;
    private final KeySetTokens tokens;
    private final VerdictServer server;

    private DecisionServer(Verdict engine, KeySetTokens tokens, VerdictServer server) {
        this.engine = engine;
        this.tokens = tokens;
        this.server = server;
    }

    /**
     * Loads the policies and opens the ports.
     *
     * @throws dev.verdict.engine.PolicySetRejectedException if the policies cannot be used
     * @throws dev.verdict.server.net.ServerStartException if a port cannot be opened
     */
    public static DecisionServer open(Configuration configuration) {
        Metrics metrics = new Metrics();
        Verdict engine;
        try {
            engine = engine(configuration, new LoggedChanges(metrics));
        } catch (RuntimeException e) {
            metrics.close();
            throw e;
        }
        KeySetTokens tokens = null;
        try {
            tokens = new KeySetTokens(configuration.auxData(), InstantSource.system());
            VerdictServer server = VerdictServer.start(new ServerParts(
                    configuration.server(),
                    engine::check,
                    tokens,
                    configuration.engine().budget(),
                    configuration.engine().celErrorLogLevel(),
                    metrics,
                    () -> readiness(engine.status())));
            return new DecisionServer(engine, tokens, server);
        } catch (RuntimeException e) {
            engine.close();
            metrics.close();
            if (tokens != null) {
                tokens.close();
            }
            throw e;
        }
    }

    /** The engine alone, without ports. */
    static Verdict engine(Configuration configuration, LiveListener listener) {
        EngineSettings settings = configuration.engine();
        Verdict.Builder builder = Verdict.builder()
                .policies(PolicySource.disk(configuration.storage().directory()))
                .defaultPolicyVersion(settings.defaultPolicyVersion())
                .defaultScope(settings.defaultScope())
                .lenientScopeSearch(settings.lenientScopeSearch())
                .strictEvaluation(settings.strictEvaluation())
                .schemaEnforcement(enforcement(configuration.schema().enforcement()))
                .budget(settings.budget())
                .live(LiveOptions.DEFAULT
                        .watch(configuration.storage().watchForChanges())
                        .listener(listener));
        settings.globals().forEach(builder::global);
        return builder.build();
    }

    private static SchemaEnforcement enforcement(SchemaSettings.Enforcement enforcement) {
        return switch (enforcement) {
            case NONE -> SchemaEnforcement.NONE;
            case WARN -> SchemaEnforcement.WARN;
            case REJECT -> SchemaEnforcement.REJECT;
        };
    }

    static Readiness readiness(Status status) {
        return new Readiness(
                status.revision(),
                status.policies(),
                status.checkedAt(),
                // what a refused set was also warned of is not why it was refused
                status.rejection().stream()
                        .filter(Diagnostic::isError)
                        .map(DiagnosticFormat::oneLine)
                        .toList(),
                status.held().stream().map(DecisionServer::held).toList());
    }

    private static String held(String entry) {
        return entry.equals(LiveStatus.REARRANGED)
                ? entry + ", the earlier policies serve"
                : entry + ": still being written, its earlier content serves";
    }

    /** Where HTTP listens, with the port that it got. */
    public ListenAddress httpAddress() {
        return server.httpAddress();
    }

    /** Where gRPC listens, with the port that it got. */
    public ListenAddress grpcAddress() {
        return server.grpcAddress();
    }

    /** Lets running calls finish, then ends everything. */
    @Override
    public void close() {
        server.close();
        tokens.close();
        engine.close();
    }
}
