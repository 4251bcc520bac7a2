package dev.verdict.cli;

import dev.verdict.cli.report.TokenReport;
import dev.verdict.kinde.KindePrincipal;
import dev.verdict.kinde.KindeResult;
import dev.verdict.kinde.KindeSettings;
import dev.verdict.kinde.KindeTokens;
import dev.verdict.kinde.explain.Remedy;
import dev.verdict.kinde.token.TokenProblem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verdict kinde explain-token}: what policies see of a token. Never prints a part of the token itself. */
@Command(
        name = "explain-token",
        description =
                "Verifies a Kinde token and shows its claims, the principal that policies see, and what is missing.",
        sortOptions = false)
final class KindeExplainTokenCommand implements Callable<Integer> {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_WAIT_SECONDS = 30;
    private static final int MAX_ATTEMPTS = 3;
    private static final String START_OF_TOKEN = "eyJ";
    private static final List<String> DOMAIN_VARIABLES = List.of("KINDE_ISSUER_URL", "KINDE_DOMAIN", "KINDE_HOST");

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "File with the access token; standard input if not given, or -.")
    private String file = StandardInput.NAME;

    @Option(
            names = {"--domain", "--issuer"},
            paramLabel = "DOMAIN",
            description = "Who must have issued it, as example.kinde.com or a URL. Else KINDE_ISSUER_URL, KINDE_DOMAIN "
                    + "or KINDE_HOST, with KINDE_AUDIENCE and KINDE_ALLOWED_CLIENTS.")
    private @Nullable String domain;

    @Option(
            names = "--jwks",
            paramLabel = "FILE",
            description = "The issuer's keys, as served at /.well-known/jwks; works without a network then.")
    private @Nullable String jwks;

    @Option(
            names = "--audience",
            paramLabel = "API",
            description = "An API that the token must be for. Repeatable: one of them is enough.")
    private List<String> audience = new ArrayList<>();

    @Option(names = "--id-token", paramLabel = "FILE", description = "File with the ID token of the same sign-in.")
    private @Nullable String idToken;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    KindeExplainTokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        KindeSettings settings = settings();
        String access = token(file);
        String id = idToken == null ? null : token(idToken);
        try (var tokens = new KindeTokens(settings, InstantSource.system())) {
            return switch (verified(tokens, access, id)) {
                case KindeResult.Verified verified -> show(verified.principal());
                case KindeResult.Refused refused -> show(refused);
            };
        }
    }

    private KindeSettings settings() {
        try {
            KindeSettings.Builder settings = domain == null ? fromEnvironment() : KindeSettings.forDomain(domain);
            if (jwks != null) {
                settings.keys(InputFile.text(surroundings, jwks, MAX_BYTES));
            }
            return settings.audience(audience.toArray(String[]::new)).build();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.of(String.valueOf(e.getMessage()));
        }
    }

    private KindeSettings.Builder fromEnvironment() {
        boolean anyDomain = DOMAIN_VARIABLES.stream()
                .anyMatch(name ->
                        !surroundings.environment().getOrDefault(name, "").isBlank());
        if (!anyDomain) {
            throw new CommandFailure(
                    ExitCode.USAGE, "say who issued the token: give --domain=example.kinde.com, or set KINDE_DOMAIN");
        }
        KindeSettings told = KindeSettings.fromEnvironment(surroundings.environment());
        KindeSettings.Builder settings = KindeSettings.forIssuer(told.issuers().get(0));
        if (audience.isEmpty()) {
            settings.audience(told.access().audience().toArray(String[]::new));
        }
        return settings.allowedClients(told.access().allowedClients().toArray(String[]::new));
    }

    private String token(String name) {
        if (name.startsWith(START_OF_TOKEN)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "give the token in a file or on standard input; others can see command lines");
        }
        String text = InputFile.text(surroundings, name, MAX_BYTES).strip();
        if (text.isEmpty()) {
            throw CommandFailure.of("there is no token "
                    + (name.equals(StandardInput.NAME) ? "on standard input" : "in the file `" + name + "`"));
        }
        return text;
    }

    /** A slow network may miss the deadline of a server; a person can wait for a second and a third attempt. */
    private static KindeResult verified(KindeTokens tokens, String access, @Nullable String id) {
        for (int attempt = 1; ; attempt++) {
            KindeResult result = tokens.verify(access, id)
                    .toCompletableFuture()
                    .orTimeout(MAX_WAIT_SECONDS, TimeUnit.SECONDS)
                    .join();
            if (!(result instanceof KindeResult.Refused refused)
                    || refused.problem() != TokenProblem.KEYS_UNAVAILABLE) {
                return result;
            }
            if (attempt == MAX_ATTEMPTS || !waited()) {
                return new KindeResult.Refused(refused.problem(), refused.reason() + cause(tokens));
            }
        }
    }

    private static boolean waited() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String cause(KindeTokens tokens) {
        String failure = tokens.keysHealth().issuers().get(0).lastFailure();
        return failure == null ? "" : ": " + failure;
    }

    private int show(KindePrincipal principal) {
        var report = new TokenReport(surroundings.out());
        if (json) {
            report.printJson(principal);
        } else {
            report.print(principal);
        }
        return ExitCode.OK;
    }

    private int show(KindeResult.Refused refused) {
        String remedy = Remedy.of(refused.problem());
        if (jwks == null && refused.problem() == TokenProblem.KEYS_UNAVAILABLE) {
            remedy += ", or give the keys with --jwks";
        }
        if (json) {
            new TokenReport(surroundings.out()).printRefusal(refused.problem().code(), refused.reason(), remedy);
            return ExitCode.FAILED;
        }
        boolean withoutKeys =
                refused.problem() == TokenProblem.KEYS_UNAVAILABLE || refused.problem() == TokenProblem.KEY_SET_INVALID;
        String verdict = withoutKeys ? "cannot be verified" : "is refused";
        throw CommandFailure.of("the token " + verdict + ": "
                + refused.problem().code() + ": " + refused.reason() + "\nhelp: " + remedy);
    }
}
