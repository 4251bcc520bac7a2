package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckWithTokenTest {
    private static final String CONFIGURATION = """
            storage: {driver: disk, disk: {directory: policies}}
            auxData: {jwt: {keySets: [{id: local, local: {file: keys.json}}]}}
            """;
    private static final String POLICY = """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: album
              version: default
              rules:
                - actions: [view]
                  effect: EFFECT_ALLOW
                  roles: [user]
                  condition: { match: { expr: request.auxData.jwt.plan == "pro" } }
            """;
    private static final List<String> QUESTION = List.of(
            "check", "--config=verdict.yaml", "--principal=ann", "--role=user", "--resource=album", "--action=view");

    private static final TokenSigner SIGNER = new TokenSigner("https://issuer.example", InstantSource.system());

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void writeFiles() throws Exception {
        Files.createDirectories(directory.resolve("policies"));
        Files.writeString(directory.resolve("policies/album.yaml"), POLICY);
        Files.writeString(directory.resolve("keys.json"), SIGNER.publicKeys());
        Files.writeString(directory.resolve("verdict.yaml"), CONFIGURATION);
    }

    private CommandRun ask(String input, String... more) {
        List<String> arguments = new ArrayList<>(QUESTION);
        arguments.addAll(List.of(more));
        return CommandRun.of(directory, Map.of(), input, arguments);
    }

    @Test
    void claimsOfAVerifiedTokenDecide() {
        String token = SIGNER.sign(Map.of("plan", "pro"));

        assertThat(ask("", "--quiet", "--token", token).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(ask("", "--quiet", "--token", token, "--key-set", "local").exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(ask("", "--quiet").exitCode()).isEqualTo(ExitCode.DENIED);
        assertThat(ask("", "--quiet", "--token", SIGNER.sign(Map.of("plan", "free")))
                        .exitCode())
                .isEqualTo(ExitCode.DENIED);
    }

    @Test
    void theTokenCanBePiped() {
        assertThat(ask(SIGNER.sign(Map.of("plan", "pro")) + "\n", "--quiet", "--token", "-"))
                .isEqualTo(new CommandRun(ExitCode.OK, "", ""));
    }

    @Test
    void theTokenOfARequestIsVerified() throws Exception {
        Files.writeString(directory.resolve("request.json"), """
                {"principal": {"id": "ann", "roles": ["user"]}, "auxData": {"jwt": {"token": "%s"}},
                 "resources": [{"actions": ["view"], "resource": {"kind": "album", "id": "a"}}]}
                """.formatted(SIGNER.sign(Map.of("plan", "pro"))));

        CommandRun run =
                CommandRun.in(directory, "check", "--config=verdict.yaml", "--request=request.json", "--output=json");

        assertThat(run.out()).contains("\"view\":\"EFFECT_ALLOW\"");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aTokenThatIsNotValidIsAFailureWithItsReason() {
        String foreign = new TokenSigner("https://issuer.example", InstantSource.system()).sign(Map.of());
        String old = SIGNER.sign(Map.of("exp", 1_000_000_000));

        refused(foreign, "SIGNATURE_INVALID");
        refused(old, "TOKEN_");
        refused("nonsense", "MALFORMED");
    }

    private void refused(String token, String code) {
        CommandRun run = ask("", "--token", token);

        assertThat(run.err()).startsWith("verdict: error: a token was refused: " + code);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }
}
