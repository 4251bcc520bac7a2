package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.kinde.KindeClient;
import com.kinde.KindeClientBuilder;
import com.kinde.KindeClientSession;
import com.kinde.authorization.AuthorizationType;
import com.kinde.authorization.AuthorizationUrl;
import com.kinde.token.KindeTokens;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kinde's own clients, unchanged, and a real browser against the emulator. */
@ExtendWith(KindeEmulatorExtension.class)
class ClientsTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path NPM = moduleFolder().resolve("npm");
    private static final Path SCREENSHOTS = moduleFolder().resolve("target/screenshots");

    private static Path moduleFolder() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("npm/package.json")) ? here : here.resolve("kinde-emulator");
    }

    /** What a process printed, and how it ended. */
    private record Ended(int code, String out) {}

    private static Ended run(Path folder, List<String> command) {
        try {
            Path log = Files.createTempFile("clients", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            String out = Files.readString(log, StandardCharsets.UTF_8);
            Files.delete(log);
            return ended ? new Ended(process.exitValue(), out) : new Ended(-1, "did not end\n" + out);
        } catch (IOException e) {
            return new Ended(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(-1, "interrupted");
        }
    }

    /** Skips the test, with the reason, when npm cannot install the clients here. */
    private static void installClients() {
        if (!Files.isDirectory(NPM.resolve("node_modules/@kinde/webhooks"))
                || !Files.isDirectory(NPM.resolve("node_modules/playwright-core"))) {
            Ended npm = run(NPM, List.of("npm", "ci", "--ignore-scripts"));
            assumeThat(npm.code())
                    .as("npm cannot install Kinde's JavaScript clients here: " + npm.out())
                    .isZero();
        }
    }

    /** Skips the test, with the reason, when there is no Chromium and none can be installed. */
    private static void installBrowser() {
        if (!Files.isExecutable(CHROMIUM)) {
            run(NPM, List.of("apt-get", "update"));
            Ended apt = run(NPM, List.of("apt-get", "install", "-y", "--no-install-recommends", "chromium"));
            assumeThat(Files.isExecutable(CHROMIUM))
                    .as("there is no /usr/bin/chromium, and apt-get cannot install it: " + apt.out())
                    .isTrue();
        }
    }

    @Test
    void theJavaScriptClientsWorkUnchanged(KindeEmulator kinde) {
        installClients();
        String settings = JsonText.write(Map.of(
                "web",
                Map.of("id", Paperwise.WEB, "secret", Paperwise.WEB_SECRET),
                "browser",
                Map.of("id", Paperwise.SPA),
                "machine",
                Map.of("id", Paperwise.BACK_OFFICE, "secret", Paperwise.BACK_OFFICE_SECRET),
                "ada",
                Paperwise.ADA,
                "northwind",
                Paperwise.NORTHWIND,
                "fjord",
                Paperwise.FJORD));

        Ended ended = run(NPM, List.of("node", "clients.mjs", kinde.baseUri().toString(), settings));

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(ended.out().lines().filter(line -> line.startsWith("ok ")))
                .containsExactly(
                        "ok kinde-typescript-sdk: authorization code",
                        "ok kinde-typescript-sdk: PKCE",
                        "ok kinde-typescript-sdk: client credentials and management API",
                        "ok jwt-validator",
                        "ok webhooks");
    }

    private static KindeClientBuilder javaClient(KindeEmulator kinde) {
        return KindeClientBuilder.builder()
                .domain(kinde.baseUri().toString())
                .clientId(Paperwise.WEB)
                .clientSecret(Paperwise.WEB_SECRET)
                .redirectUri(Browser.CALLBACK)
                .logoutRedirectUri(Browser.CALLBACK)
                .scopes("openid,profile,email,offline");
    }

    @Test
    void theJavaClientSignsAPersonIn(KindeEmulator kinde) {
        KindeClient client = javaClient(kinde).grantType(AuthorizationType.CODE).build();
        AuthorizationUrl url = client.clientSession().login();

        try (var browser = new Browser()) {
            HttpResponse<String> page = browser.get(url.getUrl().toString());
            HttpResponse<String> done = browser.press(kinde.baseUri().toString(), page, "user", Paperwise.BO);
            String code = String.valueOf(Browser.callback(done).get("code"));
            KindeClientSession session = client.initClientSession(code, url);
            KindeTokens tokens = session.retrieveTokens();

            assertThat(tokens.getAccessToken().valid()).isTrue();
            assertThat(tokens.getAccessToken().getPermissions())
                    .containsExactly("docs:read", "docs:create", "docs:edit", "docs:share");
            // its readers of flags expect bare values, which Kinde never sends
            assertThat(tokens.getAccessToken().getClaim("feature_flags"))
                    .asInstanceOf(MAP)
                    .containsEntry("max_docs", Map.of("t", "i", "v", 500L));
            assertThat(tokens.getIdToken().getOrganisations()).containsExactly(Paperwise.NORTHWIND);
            assertThat(tokens.getRefreshToken().token()).isNotEmpty();
            assertThat(session.retrieveUserInfo().getEmail()).isEqualTo("bo@northwind.example");
        }
    }

    @Test
    void theJavaClientGetsATokenForAMachine(KindeEmulator kinde) {
        KindeClient client = KindeClientBuilder.builder()
                .domain(kinde.baseUri().toString())
                .clientId(Paperwise.INDEXER)
                .clientSecret(Paperwise.INDEXER_SECRET)
                .addAudience(Paperwise.API)
                .build();

        KindeTokens tokens = client.clientSession().retrieveTokens();

        assertThat(KindeEmulator.claimsOf(tokens.getAccessToken().token()))
                .containsEntry("azp", Paperwise.INDEXER)
                .containsEntry("aud", List.of(Paperwise.API));
    }

    @Test
    void aPersonClicksThroughThePagesInChromium(KindeEmulator kinde) throws IOException {
        installClients();
        installBrowser();
        Files.createDirectories(SCREENSHOTS);

        Ended ended = run(
                NPM,
                List.of(
                        "node",
                        "browser.mjs",
                        kinde.baseUri().toString(),
                        kinde.issuer("account.localhost"),
                        Paperwise.WEB,
                        SCREENSHOTS.toString()));

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(ended.out().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("/callback?", "code=code_", "state=s"));
        assertThat(SCREENSHOTS.resolve("login.png")).isNotEmptyFile();
        assertThat(SCREENSHOTS.resolve("organizations.png")).isNotEmptyFile();
    }
}
