package dev.verdict.conformance.faults;

import dev.verdict.conformance.faults.Injection.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run: a decision point in a process of its own answers a steady load while one injection after the other is done to its
 * policy folder. For one thread; close it to end the server.
 */
public final class FaultRun implements AutoCloseable {
    /** Below the quiet period of the server: who pauses longer has stopped writing, as far as anybody can tell. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(150);

    private static final int ATTEMPTS = 5;
    private static final int FEW_ANSWERS = 50;

    private final Path scratch;
    private final FaultRunOptions options;
    private final PolicyFolder folder;
    private final ServerUnderTest server;
    private final ActiveSets active;
    private final Load load;
    private final Scene scene;
    private final @Nullable String unlockable;

    /** Starts the server and the load. */
    public FaultRun(FaultRunOptions options) throws IOException, InterruptedException {
        this.options = options;
        this.scratch = Files.createTempDirectory("faults");
        this.folder = new PolicyFolder(scratch.resolve("policies"), options.bulkFiles());
        PolicySet first = PolicySet.first(folder.kinds());
        folder.rebuild(first);
        List<String> prefix = List.of();
        String reason = null;
        try {
            prefix = ServerUnderTest.obeyingPermissions(scratch);
        } catch (IOException e) {
            reason = e.getMessage();
        }
        this.unlockable = reason;
        this.server = ServerUnderTest.start(prefix, folder.root(), scratch.resolve("server.log"));
        this.active = new ActiveSets(first);
        this.scene = new Scene(folder, active, server);
        List<Client.Opener> connections = new ArrayList<>();
        connections.addAll(Collections.nCopies(
                options.httpConnections(), (Client.Opener) () -> new HttpConnection(server.httpPort())));
        connections.addAll(Collections.nCopies(
                options.grpcConnections(), (Client.Opener) () -> new GrpcConnection(server.grpcTarget())));
        this.load = Load.start(active, connections, options.perSecond(), folder);
    }

    /** Why injections with permissions are left out; null when they are not. */
    public @Nullable String unlockable() {
        return unlockable;
    }

    /** Does all injections that belong in this run, telling {@code told} of each. */
    public List<Finding> run(Consumer<Finding> told) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        record(quietBefore(), findings, told);
        List<Injection> injections = new ArrayList<>(BrokenFiles.all());
        injections.addAll(FolderFaults.all());
        injections.addAll(GoodChanges.all());
        for (Injection injection : injections) {
            if (hasPlace(injection)) {
                Finding finding = record(untilNotStalled(injection), findings, told);
                if (!active.isSettled()) {
                    break; // what may be answered is not known any more
                }
                if (!server.isAlive()) {
                    record(finding.withProblem("the server has ended: " + tail(server.log())), findings, told);
                    break;
                }
            }
        }
        return findings;
    }

    private static Finding record(Finding finding, List<Finding> findings, Consumer<Finding> told) {
        findings.add(finding);
        told.accept(finding);
        return finding;
    }

    private static String tail(String log) {
        return log.substring(Math.max(0, log.length() - 2000));
    }

    private boolean hasPlace(Injection injection) {
        return switch (injection.extent()) {
            case ALWAYS -> true;
            case LONG_RUN -> options.isLong();
            case WITH_PERMISSIONS -> unlockable == null;
        };
    }

    /** The load alone, so that its latency can be compared. */
    private Finding quietBefore() throws InterruptedException {
        List<String> problems =
                load.awaitFirstAnswers() ? List.of() : List.of("not every connection has had an answer");
        load.take();
        for (int waited = 0; waited < FEW_ANSWERS && load.answers() < FEW_ANSWERS; waited++) {
            TimeUnit.MILLISECONDS.sleep(options.hold().toMillis());
        }
        return new Finding("nothing", load.take(), null, null, "", problems);
    }

    /** A writer that the machine stopped in the middle proves nothing: the half that it wrote looks finished. */
    private Finding untilNotStalled(Injection injection) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            folder.resetPause();
            Finding finding = inject(injection);
            if (folder.longestPause().compareTo(LONGEST_PAUSE) <= 0 || attempt == ATTEMPTS || !active.isSettled()) {
                return attempt == 1 ? finding : finding.renamed(injection.name() + ", attempt " + attempt);
            }
        }
    }

    private Finding inject(Injection injection) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        String log = server.log();
        load.take();
        Duration noticed = null;
        Duration recovered = null;
        try {
            long damaged = System.nanoTime();
            injection.damage().on(scene);
            long done = System.nanoTime();
            if (injection.kind() == Kind.REFUSED) {
                scene.awaitReason(injection.reason());
                noticed = Duration.ofNanos(System.nanoTime() - damaged);
                TimeUnit.MILLISECONDS.sleep(options.hold().toMillis());
                done = repair(injection);
            }
            scene.awaitSwitch();
            recovered = Duration.ofNanos(active.switchedAt() - done);
            scene.awaitClean();
            server.probe();
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        String reason = scene.takeReason();
        if (reason == null && !injection.reason().isEmpty()) {
            problems.add("no reason in the health detail");
        }
        checkLog(server.log().substring(log.length()), injection, problems);
        return new Finding(injection.name(), load.take(), noticed, recovered, reason == null ? "" : reason, problems);
    }

    /** When the last write of the repair with a new version was over. */
    private long repair(Injection injection) throws IOException, InterruptedException {
        if (options.isLong()) {
            injection.repair().on(scene);
            scene.awaitClean();
        }
        scene.announce(PolicyFolder.ORDER);
        injection.repair().on(scene);
        return System.nanoTime();
    }

    private static void checkLog(String log, Injection injection, List<String> problems) {
        for (String part : injection.reason()) {
            // The health detail marks its lines with words that the log does not need.
            String bare = part.startsWith("held: ") ? part.substring("held: ".length()) : part;
            if (!log.contains(bare)) {
                problems.add("the log does not say `" + bare + "`");
            }
        }
        if (log.contains(Question.CANARY)) {
            problems.add("the log shows an attribute");
        }
    }

    @Override
    public void close() throws IOException {
        load.close();
        server.close();
        folder.delete(scratch);
    }
}
