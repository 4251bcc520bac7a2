package dev.verdict.cli.serving;

import dev.verdict.engine.Status;
import dev.verdict.engine.Verdict;
import dev.verdict.engine.check.SchemaEnforcement;
import dev.verdict.engine.live.LiveListener;
import dev.verdict.engine.live.LiveOptions;
import dev.verdict.engine.live.LiveStatus;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.kinde.KeysHealth;
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
import dev.verdict.server.token.ConfiguredTokens;
import dev.verdict.server.token.KindeService;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine, the verifier of tokens and both ports, put together from one configuration. Thread-safe. */
public final class DecisionServer implements AutoCloseable {
    private final Opened opened;
    private final VerdictServer server;

    private DecisionServer(Opened opened, VerdictServer server) {
        this.opened = opened;
        this.server = server;
    }

    /** What is closed when a start fails half way. */
    private static final class Opened implements AutoCloseable {
        private final Metrics metrics = new Metrics();
        private @Nullable Verdict engine;
        private @Nullable ConfiguredTokens tokens;

        @Override
        public void close() {
            if (tokens != null) {
                tokens.close();
            }
            if (engine != null) {
                engine.close();
            }
            metrics.close();
        }
    }

    /**
     * Loads the policies and opens the ports.
     *
     * @throws dev.verdict.engine.PolicySetRejectedException if the policies cannot be used
     * @throws dev.verdict.server.net.ServerStartException if a port cannot be opened
     */
    public static DecisionServer open(Configuration configuration) {
        Opened opened = new Opened();
        try {
            return new DecisionServer(
                    opened, VerdictServer.start(configuration.server(), () -> parts(configuration, opened)));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static ServerParts parts(Configuration configuration, Opened opened) {
        Verdict engine = engine(configuration, new LoggedChanges(opened.metrics));
        opened.engine = engine;
        ConfiguredTokens tokens = new ConfiguredTokens(configuration.auxData(), InstantSource.system());
        opened.tokens = tokens;
        KindeService kinde = tokens.kinde();
        return new ServerParts(
                configuration.server(),
                engine::check,
                tokens,
                kinde,
                configuration.engine().budget(),
                configuration.engine().celErrorLogLevel(),
                opened.metrics,
                () -> readiness(engine.status(), kinde == null ? List.of() : kinde.keys()));
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

    static Readiness readiness(Status status, List<KeysHealth.IssuerKeys> keys) {
        return new Readiness(
                status.revision(),
                status.policies(),
                status.checkedAt(),
                // what a refused set was also warned of is not why it was refused
                status.rejection().stream()
                        .filter(Diagnostic::isError)
                        .map(DiagnosticFormat::oneLine)
                        .toList(),
                status.held().stream().map(DecisionServer::held).toList(),
                keys.stream()
                        .filter(of -> of.lastFailure() != null || !of.known())
                        .map(DecisionServer::degraded)
                        .toList());
    }

    private static String degraded(KeysHealth.IssuerKeys keys) {
        String failure = keys.lastFailure() == null ? "" : ": " + keys.lastFailure();
        return keys.known()
                ? "the keys of " + keys.issuer() + " are " + KindeService.ageSeconds(keys) + " s old" + failure
                : "there are no keys of " + keys.issuer() + " yet" + failure;
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
        try {
            server.close();
        } finally {
            opened.close();
        }
    }
}
