package dev.verdict.cli.demo;

import dev.verdict.cli.report.Table;
import dev.verdict.cli.serving.DecisionServer;
import dev.verdict.server.config.AuxDataSettings;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.config.StorageSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A running decision point with the policies of Paperwise, on free ports of the loopback address. */
public final class Demo implements AutoCloseable {
    private static final String KEY_SET = "paperwise";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Paperwise paperwise;
    private final PrintWriter out;
    private final Path folder;
    private final DecisionServer server;
    private final TokenSigner signer;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private Demo(Paperwise paperwise, PrintWriter out, Path folder, DecisionServer server, TokenSigner signer) {
        this.paperwise = paperwise;
        this.out = out;
        this.folder = folder;
        this.server = server;
        this.signer = signer;
    }

    /** Starts the decision point; what it shows goes to {@code out}. */
    public static Demo start(PrintWriter out) throws IOException {
        Paperwise paperwise = Paperwise.load();
        var signer = new TokenSigner(paperwise.issuer(), InstantSource.system());
        Path folder = Files.createTempDirectory("verdict-demo");
        Paperwise.writePolicies(policies(folder));
        var loopback = new ListenAddress.Tcp("127.0.0.1", 0);
        var keys = new AuxDataSettings.KeySet(
                KEY_SET, new AuxDataSettings.Keys.Inline(signer.publicKeys(), false), false, false);
        Configuration configuration = Configuration.of(new StorageSettings(policies(folder), true))
                .withServer(ServerSettings.DEFAULT.withAddresses(loopback, loopback))
                .withAuxData(new AuxDataSettings(false, Duration.ZERO, List.of(keys), List.of()));
        return new Demo(paperwise, out, folder, DecisionServer.open(configuration), signer);
    }

    private static Path policies(Path folder) {
        return folder.resolve("policies");
    }

    /** Where HTTP listens. */
    public URI httpUri() {
        return URI.create("http://" + server.httpAddress().text());
    }

    /** Asks for every golden decision, prints a table of them, and tells whether all came out. */
    public boolean show() throws IOException, InterruptedException {
        Map<String, String> tokens = new HashMap<>();
        var table = new Table("WHO", "SIGNED IN TO", "ACTION", "ON", "MAY", "WHY");
        List<String> surprises = new ArrayList<>();
        for (Paperwise.Golden golden : paperwise.golden()) {
            Paperwise.Token token = CheckCall.named(paperwise.tokens(), golden.token());
            String signed = tokens.computeIfAbsent(golden.token(), name -> signer.sign(token.claims()));
            CheckCall.Decision decision = ask(golden, signed);
            table.row(
                    who(golden, token),
                    organization(token),
                    golden.action(),
                    about(golden),
                    yesOrNo(decision),
                    decision.why());
            if (decision.allowed() != golden.allowed() || !decision.why().equals(golden.because())) {
                surprises.add(golden.token() + ", " + golden.action() + ", " + golden.resource() + ": expected "
                        + (golden.allowed() ? "yes" : "no") + ", " + golden.because());
            }
        }
        table.print(out);
        out.println();
        int total = paperwise.golden().size();
        out.println((total - surprises.size()) + " of " + total + " decisions came out as expected.");
        surprises.forEach(surprise -> out.println("  " + surprise));
        return surprises.isEmpty();
    }

    private CheckCall.Decision ask(Paperwise.Golden golden, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(httpUri().resolve(CheckCall.PATH))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(CheckCall.body(paperwise, golden, token)))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() == 200
                ? CheckCall.decision(response.body(), golden.action())
                : new CheckCall.Decision(
                        false,
                        "status " + response.statusCode() + ": "
                                + response.body().strip());
    }

    private String who(Paperwise.Golden golden, Paperwise.Token token) {
        return golden.as().equals(golden.token())
                ? token.persona()
                : token.persona() + " as "
                        + CheckCall.named(paperwise.tokens(), golden.as()).persona();
    }

    private static String organization(Paperwise.Token token) {
        String name = token.organization().isEmpty() ? "-" : token.organization();
        return token.note().isEmpty() ? name : name + ", " + token.note();
    }

    private String about(Paperwise.Golden golden) {
        return CheckCall.named(paperwise.resources(), golden.resource()).about();
    }

    private static String yesOrNo(CheckCall.Decision decision) {
        return decision.allowed() ? "yes" : "no";
    }

    /** Prints how to send a request and where the policies are. */
    public void explainUse() throws IOException {
        Paperwise.Golden golden = paperwise.golden().stream()
                .filter(row -> row.token().equals("bo"))
                .findFirst()
                .orElseThrow();
        Path request = folder.resolve("request.json");
        String token =
                signer.sign(CheckCall.named(paperwise.tokens(), golden.token()).claims());
        Files.writeString(request, CheckCall.body(paperwise, golden, token));
        out.println();
        out.println("It keeps running: HTTP on " + server.httpAddress().text() + ", gRPC on "
                + server.grpcAddress().text() + ". Ctrl-C ends it.");
        out.println("One of these requests (" + golden.action() + " on " + about(golden) + "), with Bo's token in it:");
        out.println();
        out.println("  curl -s " + httpUri().resolve(CheckCall.PATH) + " -d @" + request);
        out.println();
        out.println("The policies are in " + policies(folder) + "; saved changes count at once.");
        out.flush();
    }

    @Override
    public void close() {
        server.close();
        client.close();
        deleteFolder();
    }

    private void deleteFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            out.println("could not delete " + folder + ": " + e.getMessage());
        }
    }
}
