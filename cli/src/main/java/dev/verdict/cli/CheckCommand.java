package dev.verdict.cli;

import dev.verdict.cli.report.CheckReport;
import dev.verdict.cli.serving.LocalDecisions;
import dev.verdict.engine.PolicySetRejectedException;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.policy.diagnostic.DiagnosticFormat;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.config.StorageSettings;
import dev.verdict.wire.call.CallChecker;
import dev.verdict.wire.call.CallIds;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.error.ApiException;
import dev.verdict.wire.json.JsonDecoder;
import dev.verdict.wire.json.JsonEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verdict check}: one request, decided in this process. */
@Command(
        name = "check",
        description = "Decides one request by the policies of a folder, without a server, and says why.",
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    private static final String ANY_FOLDER = "storage.driver=disk,storage.disk.directory=policies";

    private final Surroundings surroundings;

    /** How the answer looks. */
    enum Output {
        HUMAN,
        JSON,
        PRETTYJSON;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Folder with the policies; that of the configuration if not given, or else policies.")
    private @Nullable Path directory;

    @Mixin
    private QuestionOptions question = new QuestionOptions();

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description = "The whole request instead, as the JSON body of /api/check/resources; - for standard input.")
    private @Nullable String request;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "human, json or prettyjson; human if not given. json is the response of the API.")
    private Output output = Output.HUMAN;

    @Option(names = "--meta", description = "Ask for deciding policies and derived roles in JSON, too.")
    private boolean meta;

    @Option(names = "--fail-on-deny", description = "End with code 5 unless every action is allowed.")
    private boolean failOnDeny;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print neither answer nor warnings; the exit code is the answer, as with --fail-on-deny.")
    private boolean quiet;

    @Mixin
    private ConfigurationOptions configurationOptions = new ConfigurationOptions();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (request != null && question.isGiven()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--request is the whole request; principal, resource and actions are in it");
        }
        Configuration configuration = configuration();
        CheckCall call = withMeta(read(limits(configuration.server().requestLimits())));
        try (LocalDecisions decisions = open(configuration)) {
            if (decisions.policies() == 0) {
                warn("there are no policies in `" + configuration.storage().directory() + "`");
            }
            decisions.warnings().forEach(warning -> warn(DiagnosticFormat.oneLine(warning)));
            return switch (decisions.check(call)) {
                case LocalDecisions.Answer.Decided decided -> show(call, decided.result());
                case LocalDecisions.Answer.TokenRefused refused ->
                    throw CommandFailure.of("a token was refused: " + refused.code() + ": " + refused.reason());
            };
        }
    }

    private Configuration configuration() {
        List<String> overrides = directory == null ? List.of() : List.of(ANY_FOLDER);
        Configuration loaded = configurationOptions.load(
                surroundings, overrides, problem -> warn(problem.place() + ": " + problem.message()));
        Path folder = directory == null
                ? loaded.storage().directory()
                : surroundings.workingDirectory().resolve(directory);
        return loaded.withStorage(new StorageSettings(folder, false));
    }

    private static CallLimits limits(ServerSettings.RequestLimits limits) {
        return new CallLimits(
                limits.maxActionsPerResource(), limits.maxResourcesPerRequest(), CallLimits.DEFAULT.maxDepth());
    }

    private CheckCall read(CallLimits limits) {
        if (request == null) {
            var draft = question.draft(surroundings, this::warn);
            try {
                return new CallChecker(limits).checkResources(draft);
            } catch (ApiException e) {
                throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
            }
        }
        byte[] body = InputFile.bytes(surroundings, request);
        try {
            return new JsonDecoder(limits).checkResources(body);
        } catch (ApiException e) {
            throw CommandFailure.of("the request is not valid: " + e.getMessage());
        }
    }

    private CheckCall withMeta(CheckCall call) {
        if (call.request().includeMeta() || !(meta || output == Output.HUMAN)) {
            return call;
        }
        CheckRequest asked = call.request();
        return new CheckCall(
                new CheckRequest(asked.requestId(), asked.principal(), asked.entries(), asked.auxData(), true),
                call.tokens(),
                call.annotations());
    }

    private static LocalDecisions open(Configuration configuration) {
        Path folder = configuration.storage().directory();
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.of("there is no folder `" + folder + "` with policies");
        }
        try {
            return LocalDecisions.open(configuration);
        } catch (PolicySetRejectedException e) {
            throw new CommandFailure(
                    ExitCode.INVALID_POLICIES, String.valueOf(e.getMessage()).stripTrailing());
        }
    }

    private int show(CheckCall call, CheckResult result) {
        if (!quiet) {
            if (output == Output.HUMAN) {
                new CheckReport(surroundings.out()).print(call.request().principal(), result);
            } else {
                byte[] body = new JsonEncoder()
                        .checkResources(call, result, new CallIds().next(), output == Output.PRETTYJSON);
                surroundings.out().println(new String(body, StandardCharsets.UTF_8));
            }
        }
        return (failOnDeny || quiet) && !allAllowed(result) ? ExitCode.DENIED : ExitCode.OK;
    }

    private static boolean allAllowed(CheckResult result) {
        return result.results().stream()
                .flatMap(resource -> resource.actions().stream())
                .allMatch(action -> action.effect() == Effect.ALLOW);
    }

    private void warn(String message) {
        if (!quiet) {
            surroundings.err().println("verdict: warning: " + message);
        }
    }
}
