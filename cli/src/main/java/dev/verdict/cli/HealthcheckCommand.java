package dev.verdict.cli;

import dev.verdict.cli.health.HealthProbe;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.ConfigurationLoader;
import dev.verdict.server.config.ConfigurationResult;
import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verdict healthcheck}: asks a running decision point, of Verdict or of the reference, whether it serves. */
@Command(
        name = "healthcheck",
        aliases = "hc",
        description = "Asks a running decision point whether it serves; ends with 0 if it does, else with 1.")
final class HealthcheckCommand implements Callable<Integer> {
    private static final String BUILT_IN_TIMEOUT = "2s";

    private final Surroundings surroundings;

    /** Protocols that can be asked. */
    enum Kind {
        GRPC,
        HTTP;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--kind", paramLabel = "KIND", description = "grpc or http; grpc if not given.")
    private @Nullable Kind kind;

    @Option(names = "--insecure", description = "Do not verify the server's certificate.")
    private boolean insecure;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "As 500ms or 10s; 2s if not given.")
    private @Nullable String timeout;

    @Option(names = "--config", paramLabel = "FILE", description = "Take the addresses of this configuration.")
    private @Nullable String config;

    @Option(
            names = "--host-port",
            paramLabel = "HOST:PORT",
            description = "127.0.0.1:3593 for grpc and 127.0.0.1:3592 for http if not given.")
    private @Nullable String hostPort;

    @Option(names = "--ca-cert", paramLabel = "FILE", description = "Authorities of the server's certificate, in PEM.")
    private @Nullable String caCertificate;

    @Option(names = "--no-tls", description = "The server speaks plain text.")
    private boolean noTls;

    HealthcheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        HealthProbe.Answer answer = new HealthProbe(target()).ask(kind() == Kind.HTTP);
        if (answer.serving()) {
            surroundings.out().println(answer.text());
            return ExitCode.OK;
        }
        throw CommandFailure.of(answer.text());
    }

    private HealthProbe.Target target() {
        String file = config != null ? config : hostPort == null ? surroundings.variable(Variable.CONFIG) : null;
        return file == null || text(Variable.HC_HOSTPORT, hostPort) != null ? manualTarget() : configuredTarget(file);
    }

    private HealthProbe.Target manualTarget() {
        String given = text(Variable.HC_HOSTPORT, hostPort);
        ListenAddress address =
                address(given != null ? given : kind() == Kind.HTTP ? "127.0.0.1:3592" : "127.0.0.1:3593");
        boolean plain = noTls || flag(Variable.HC_NOTLS);
        String authorities = text(Variable.HC_CACERT, caCertificate);
        return new HealthProbe.Target(
                address,
                !plain,
                authorities == null ? null : surroundings.workingDirectory().resolve(authorities),
                insecure || flag(Variable.HC_INSECURE),
                timeout());
    }

    private HealthProbe.Target configuredTarget(String file) {
        Configuration configuration = configuration(file);
        ListenAddress address = kind() == Kind.HTTP
                ? configuration.server().httpAddress()
                : configuration.server().grpcAddress();
        var tls = configuration.server().tls();
        Path certificate = tls == null ? null : tls.certificate();
        return new HealthProbe.Target(
                address instanceof ListenAddress.Tcp tcp && isWildcard(tcp.host())
                        ? new ListenAddress.Tcp("127.0.0.1", tcp.port())
                        : address,
                tls != null,
                certificate,
                insecure || flag(Variable.HC_INSECURE),
                timeout());
    }

    private static boolean isWildcard(String host) {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    }

    private Configuration configuration(String file) {
        var loader = new ConfigurationLoader(surroundings.environment(), surroundings.workingDirectory());
        return switch (loader.load(file, List.of())) {
            case ConfigurationResult.Loaded loaded -> loaded.configuration();
            case ConfigurationResult.Rejected rejected -> {
                Problem first = rejected.errors().get(0);
                throw CommandFailure.of(first.render());
            }
        };
    }

    private static ListenAddress address(String text) {
        try {
            return ListenAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--host-port: " + e.getMessage());
        }
    }

    private Kind kind() {
        if (kind != null) {
            return kind;
        }
        String variable = surroundings.variable(Variable.HC_KIND);
        try {
            return variable == null ? Kind.GRPC : Kind.valueOf(variable.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "kind `" + variable + "` of the environment is not grpc or http");
        }
    }

    private Duration timeout() {
        String given = text(Variable.HC_TIMEOUT, timeout);
        String text = given == null ? BUILT_IN_TIMEOUT : given;
        Duration duration = ConfigurationLoader.duration(text);
        if (duration == null || duration.isNegative() || duration.isZero()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--timeout: `" + text + "` is not a duration such as 500ms or 10s");
        }
        return duration;
    }

    private @Nullable String text(Variable name, @Nullable String flag) {
        return flag != null ? flag : surroundings.variable(name);
    }

    private boolean flag(Variable name) {
        String value = surroundings.variable(name);
        return value != null && !value.equals("0") && !value.equalsIgnoreCase("false");
    }
}
