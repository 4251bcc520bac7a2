package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KindeEmulatorCommandTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "kinde-emulator",
                        "--port=0")
                .redirectError(directory.resolve("stderr").toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                HttpClient client = HttpClient.newHttpClient()) {
            String line = out.readLine();
            assertThat(line)
                    .as(Files.readString(directory.resolve("stderr")))
                    .contains(" listening on http://127.0.0.1:");
            String issuer = line.substring(line.indexOf("http://"));

            HttpResponse<String> discovery = client.send(
                    HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(discovery.body()).contains("\"issuer\":\"" + issuer + "\"");
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitCode.OK);
            assertThat(directory.resolve("stderr")).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aWrongDataFileIsExplained() throws Exception {
        Files.writeString(directory.resolve("data.yaml"), """
                environments:
                  - name: first
                    users:
                      - {id: kp_1, first_name: Ann, email: ann@example.net, organisations: []}
                """);

        CommandRun run = CommandRun.in(directory, "kinde-emulator", "--data=data.yaml");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .startsWith("verdict: error: the data file cannot be used\n")
                .contains("data.yaml:4:61: unknown key `organisations`; known are ");
    }

    @Test
    void aMissingDataFileIsNamed() {
        assertThat(CommandRun.in(directory, "kinde-emulator", "--data=none.yaml"))
                .isEqualTo(new CommandRun(ExitCode.FAILED, "", "verdict: error: there is no file `none.yaml`\n"));
    }

    @Test
    void aPortThatIsTakenOrNoneIsRefused() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.in(directory, "kinde-emulator", "--port=" + taken.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err()).startsWith("verdict: error: 127.0.0.1:" + taken.getLocalPort() + " cannot be used: ");
        }
        assertThat(CommandRun.in(directory, "kinde-emulator", "--port=70000"))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE, "", "verdict: error: --port: `70000` is not between 0 and 65535\n"));
    }
}
