package dev.verdict.cli.demo;

import dev.verdict.cli.report.Table;
import dev.verdict.cli.serving.DecisionServer;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.ConfigurationLoader;
import dev.verdict.server.config.ConfigurationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A local Kinde and a decision point with the policies of Paperwise, on free ports of the loopback address. */
public final class Demo implements AutoCloseable {
    private final Paperwise paperwise;
    private final PrintWriter out;
    private final Path folder;
    private final KindeTenant kinde;
    private final DecisionServer server;
    private final DecisionClient decisions;
    private final Map<String, String> tokens = new HashMap<>();

    private Demo(Paperwise paperwise, PrintWriter out, Path folder, KindeTenant kinde, DecisionServer server) {
        this.paperwise = paperwise;
        this.out = out;
        this.folder = folder;
        this.kinde = kinde;
        this.server = server;
        this.decisions = new DecisionClient(httpUri(server));
    }

    /** Starts both; what it shows goes to {@code out}. */
    public static Demo start(PrintWriter out) throws IOException {
        Paperwise paperwise = Paperwise.load();
        KindeTenant kinde = KindeTenant.start(paperwise);
        try {
            Path folder = Files.createTempDirectory("verdict-demo");
            DecisionServer server = DecisionServer.open(configuration(kinde, folder));
            kinde.sendEventsTo(httpUri(server).resolve("/verdict/kinde/webhooks"));
            return new Demo(paperwise, out, folder, kinde, server);
        } catch (IOException | RuntimeException e) {
            kinde.close();
            throw e;
        }
    }

    /** The configuration for the tokens of {@code kinde}; it and the policies are written into {@code folder}. */
    public static Configuration configuration(KindeTenant kinde, Path folder) throws IOException {
        Paperwise.writePolicies(folder.resolve("policies"));
        Path file = Files.writeString(folder.resolve("verdict.yaml"), kinde.configured(Paperwise.text("verdict.yaml")));
        ConfigurationResult result = new ConfigurationLoader(Map.of(), folder).load(file.toString(), List.of());
        if (result instanceof ConfigurationResult.Loaded loaded) {
            return loaded.configuration();
        }
        throw new IllegalStateException("the configuration of the demo is wrong: " + result);
    }

    private static URI httpUri(DecisionServer server) {
        return URI.create("http://" + server.httpAddress().text());
    }

    /** Where HTTP listens. */
    public URI httpUri() {
        return httpUri(server);
    }

    /** Signs everybody in, asks for every golden decision, tells the story, and says whether all came out. */
    public boolean show() throws IOException, InterruptedException {
        out.println("A local Kinde is at " + kinde.issuer() + ", Verdict at " + httpUri()
                + ". Everybody signs in with the OIDC code flow.");
        out.println();
        List<String> surprises = new ArrayList<>(golden());
        int total = paperwise.golden().size();
        int met = total - surprises.size();
        var story = new Story(paperwise, kinde, decisions, out);
        surprises.addAll(story.tell());
        out.println();
        out.println(met + " of " + total + " decisions came out as expected, and "
                + (surprises.size() == total - met ? "all " : "not all ") + story.steps() + " changes.");
        surprises.forEach(surprise -> out.println("  " + surprise));
        return surprises.isEmpty();
    }

    private List<String> golden() throws IOException, InterruptedException {
        var table = new Table("WHO", "SIGNED IN TO", "ACTION", "ON", "MAY", "WHY");
        List<String> surprises = new ArrayList<>();
        for (Paperwise.Golden golden : paperwise.golden()) {
            Paperwise.SignIn who = paperwise.signIn(golden.who());
            Paperwise.Thing thing = paperwise.thing(golden.resource());
            DecisionClient.Decision decision = decisions.ask(token(golden.who()), golden.action(), thing);
            table.row(
                    who.persona(),
                    organization(who),
                    golden.action(),
                    thing.about(),
                    yesOrNo(decision.allowed()),
                    decision.why());
            if (!decision.equals(new DecisionClient.Decision(golden.allowed(), golden.because()))) {
                surprises.add(golden.who() + ", " + golden.action() + ", " + golden.resource() + ": expected "
                        + yesOrNo(golden.allowed()) + ", " + golden.because());
            }
        }
        table.print(out);
        return surprises;
    }

    private String token(String name) throws IOException, InterruptedException {
        String known = tokens.get(name);
        if (known == null) {
            known = kinde.token(paperwise.signIn(name));
            tokens.put(name, known);
        }
        return known;
    }

    private static String organization(Paperwise.SignIn who) {
        String name = who.organizationName().isEmpty() ? "-" : who.organizationName();
        return who.note().isEmpty() ? name : name + ", " + who.note();
    }

    private static String yesOrNo(boolean allowed) {
        return allowed ? "yes" : "no";
    }

    /** Prints how to send a request and where the policies are. */
    public void explainUse() throws IOException, InterruptedException {
        Paperwise.Golden golden = paperwise.golden().stream()
                .filter(row -> row.who().equals("bo"))
                .findFirst()
                .orElseThrow();
        Paperwise.Thing thing = paperwise.thing(golden.resource());
        Path request = Files.writeString(folder.resolve("request.json"), DecisionClient.body(golden.action(), thing));
        Path token = Files.writeString(folder.resolve("token"), token("bo"));
        out.println();
        out.println("It keeps running: HTTP on " + server.httpAddress().text() + ", gRPC on "
                + server.grpcAddress().text() + ", Kinde's login page and API on " + kinde.issuer()
                + ". Ctrl-C ends it.");
        out.println("One of these requests (" + golden.action() + " on " + thing.about() + "), with Bo's token:");
        out.println();
        out.println("  curl -s " + httpUri().resolve(DecisionClient.PATH) + " -H \"Authorization: Bearer $(cat " + token
                + ")\" -d @" + request);
        out.println();
        out.println("The configuration is " + folder.resolve("verdict.yaml") + ", the policies are in "
                + folder.resolve("policies") + "; saved changes of policies count at once.");
        out.flush();
    }

    @Override
    public void close() {
        server.close();
        decisions.close();
        kinde.close();
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
