package dev.verdict.engine.live;

import dev.verdict.engine.source.PolicySource;
import dev.verdict.engine.source.SourceFile;
import dev.verdict.engine.source.SourceTree;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.Span;
import java.nio.file.ClosedWatchServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compiled set that serves, kept up to date with its source. Readers pay one volatile read and never wait; a set
 * that is refused never replaces a good one. Safe for use by several threads; close it to end its thread.
 *
 * <pre>{@code
 * switch (LiveSet.start(PolicySource.disk(folder), compiler, LiveOptions.DEFAULT)) {
 *     case Start.Started<RuleTable>(var live) -> serve(live.current().value());
 *     case Start.Refused<RuleTable>(var diagnostics) -> report(diagnostics);
 * }
 * }</pre>
 */
public final class LiveSet<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSet.class);
    private static final int START_PATIENCES = 5;

    /** Stands for the names of all files among the paths that are being written. */
    private static final String ARRANGEMENT = "";

    private final PolicySource source;
    private final Function<SourceTree, Outcome<T>> compiler;
    private final LiveOptions options;
    private final Bursts bursts;
    private final DirectoryWatch watch;
    private final Thread thread;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Generation<T> current;
    private volatile LiveStatus status;
    private volatile boolean closed;

    /** What {@link #current} was compiled from. */
    private SourceTree published;

    /** What was looked at last, good or not. */
    private SourceTree considered;

    private LiveSet(
            PolicySource source,
            Function<SourceTree, Outcome<T>> compiler,
            LiveOptions options,
            SourceTree tree,
            Outcome.Accepted<T> first) {
        this.source = source;
        this.compiler = compiler;
        this.options = options;
        this.bursts = new Bursts(options.quiet(), options.patience());
        this.published = tree;
        this.considered = tree;
        this.watch = DirectoryWatch.open();
        Instant now = options.clock().instant();
        this.current = new Generation<>(1, first.value(), first.warnings(), now);
        this.status = new LiveStatus(1, now, now, List.of(), List.of(), false);
        this.thread = Thread.ofPlatform().daemon().name("verdict-live").unstarted(this::follow);
    }

    /** Loads the source and, if the options say so, follows its changes from then on. */
    public static <T> Start<T> start(
            PolicySource source, Function<SourceTree, Outcome<T>> compiler, LiveOptions options) {
        SourceTree tree = source.scan();
        long deadline = System.nanoTime() + START_PATIENCES * options.patience().toNanos();
        List<SourceFile> busy = unsettled(tree, SourceTree.EMPTY, options);
        while (!busy.isEmpty()) {
            if (System.nanoTime() > deadline) {
                return new Start.Refused<>(busy.stream()
                        .map(file -> Diagnostic.error(
                                Code.UNREADABLE_FILE, Span.wholeFile(file.path()), "the file is still being written"))
                        .toList());
            }
            if (!pause(options.quiet())) {
                return new Start.Refused<>(List.of(Diagnostic.error(
                        Code.UNREADABLE_FILE, Span.wholeFile(""), "loading the policies was interrupted")));
            }
            tree = source.scan(tree);
            busy = unsettled(tree, SourceTree.EMPTY, options);
        }
        return switch (judge(compiler, tree)) {
            case Outcome.Rejected<T> rejected -> new Start.Refused<>(rejected.diagnostics());
            case Outcome.Accepted<T> accepted -> {
                LiveSet<T> set = new LiveSet<>(source, compiler, options, tree, accepted);
                if (options.watch() && !tree.watchPoints().isEmpty()) {
                    set.thread.start();
                } else {
                    set.watch.close();
                }
                yield new Start.Started<>(set);
            }
        };
    }

    /** The set that serves now. Call it once for each request and pass the result on. */
    public Generation<T> current() {
        return current;
    }

    /** How the set is doing. */
    public LiveStatus status() {
        return status;
    }

    /** Looks at the source now, waits for files that are being written within the patience, and says how it went. */
    public LiveStatus reload() {
        while (!refresh()) {
            if (!pause(Duration.ofNanos(Math.max(bursts.untilQuiet(System.nanoTime()), 1_000_000)))) {
                break;
            }
        }
        return status;
    }

    /** Ends the thread and the notifications; {@link #current()} still answers. */
    @Override
    public void close() {
        closed = true;
        watch.close();
        thread.interrupt();
        if (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow() {
        try {
            boolean due = watch.follow(considered.watchPoints());
            while (!closed) {
                if (!due) {
                    awaitChange(options.poll());
                }
                boolean taken = refresh();
                due = watch.follow(considered.watchPoints());
                if (!taken || !status.held().isEmpty()) {
                    awaitChange(options.quiet());
                    due = true;
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.debug("{} is not followed any more", source.description());
        }
    }

    /** Returns when nothing happened for the time given, or something happened and it is quiet again. */
    private void awaitChange(Duration idle) throws InterruptedException {
        long wait = idle.toNanos();
        List<String> changed = watch.await(wait);
        while (!changed.isEmpty()) {
            long now = System.nanoTime();
            changed.forEach(path -> bursts.record(path, now));
            wait = bursts.untilQuiet(now);
            changed = wait > 0 ? watch.await(wait) : List.of();
        }
        long left = bursts.untilQuiet(System.nanoTime());
        if (left > 0) {
            awaitChange(Duration.ofNanos(left));
        }
    }

    /** Takes what the source holds now; false when files must get quiet first. */
    private boolean refresh() {
        refreshing.lock();
        try {
            SourceTree tree = source.scan(considered);
            long now = System.nanoTime();
            List<SourceFile> busy = unsettled(tree, considered, options);
            busy.forEach(file -> bursts.record(file.path(), now));
            for (SourceFile file : busy) {
                String ending = "/" + file.path();
                if (!bursts.isNoisy(path -> path.equals(file.path()) || path.endsWith(ending), now)) {
                    return false;
                }
            }
            if (isBeingRearranged(tree, now)) {
                return false;
            }
            if (!closed) {
                List<String> held = busy.stream().map(SourceFile::path).sorted().toList();
                take(busy.isEmpty() ? tree : tree.holding(busy::contains, published), held);
            }
            return true;
        } finally {
            refreshing.unlock();
        }
    }

    /** Half of a deletion or of a move is a set too, and mostly one that compiles. */
    private boolean isBeingRearranged(SourceTree tree, long now) {
        if (isQuiet(tree.rearranged(), options.clock().instant(), options) || tree.sameContentAs(considered)) {
            return false;
        }
        bursts.record(ARRANGEMENT, now);
        return !bursts.isNoisy(ARRANGEMENT::equals, now);
    }

    private void take(SourceTree tree, List<String> held) {
        if (!held.isEmpty() && !held.equals(status.held())) {
            LOG.warn("still being written, earlier content serves: {}", held);
            options.listener().held(held);
        }
        boolean seen = tree.sameContentAs(considered);
        considered = tree;
        if (seen) {
            note(status.rejection(), held);
        } else if (tree.sameContentAs(published)) {
            LOG.info("policies are again as in revision {}", current.revision());
            note(List.of(), held);
            options.listener().recovered();
        } else if (tree.policies().isEmpty()
                && !tree.hasErrors()
                && !published.policies().isEmpty()
                && !options.allowEmpty()) {
            reject(
                    List.of(Diagnostic.error(
                            Code.EMPTY_SET,
                            Span.wholeFile(""),
                            "all policies are gone, the last good ones still serve")),
                    held);
        } else {
            switch (judge(compiler, tree)) {
                case Outcome.Accepted<T> accepted -> {
                    List<Diagnostic> emptied = emptied(accepted.warnings());
                    if (emptied.isEmpty()) {
                        publish(tree, accepted, held);
                    } else {
                        reject(emptied, held);
                    }
                }
                case Outcome.Rejected<T> rejected -> reject(rejected.diagnostics(), held);
            }
        }
    }

    /** An editor or a full disk leaves a file empty more often than its author means to take the policy away. */
    private List<Diagnostic> emptied(List<Diagnostic> warnings) {
        Set<String> heldPolicies = new HashSet<>();
        published.policies().forEach(file -> heldPolicies.add(file.path()));
        current.warnings().stream()
                .filter(warning -> warning.code() == Code.EMPTY_FILE)
                .forEach(warning -> heldPolicies.remove(warning.span().file()));
        return warnings.stream()
                .filter(warning -> warning.code() == Code.EMPTY_FILE
                        && heldPolicies.contains(warning.span().file()))
                .map(warning -> Diagnostic.error(Code.EMPTY_FILE, warning.span(), "the file holds no policy any more")
                        .withHelp("delete the file to take its policy away"))
                .toList();
    }

    private void publish(SourceTree tree, Outcome.Accepted<T> accepted, List<String> held) {
        published = tree;
        current = new Generation<>(
                current.revision() + 1,
                accepted.value(),
                accepted.warnings(),
                options.clock().instant());
        note(List.of(), held);
        LOG.info("policies of revision {} serve", current.revision());
        options.listener().switched(current);
    }

    private void reject(List<Diagnostic> diagnostics, List<String> held) {
        note(diagnostics, held);
        Diagnostic first = diagnostics.getFirst();
        LOG.warn(
                "change refused, revision {} still serves: {} {} {} (and {} more)",
                current.revision(),
                first.code(),
                first.span(),
                first.message(),
                diagnostics.size() - 1);
        options.listener().rejected(diagnostics);
    }

    private void note(List<Diagnostic> rejection, List<String> held) {
        Generation<T> serving = current;
        Instant checked = rejection.isEmpty() ? options.clock().instant() : status.checked();
        status = new LiveStatus(
                serving.revision(), serving.loaded(), checked, rejection, held, thread.isAlive() && watch.isComplete());
    }

    /** The compiler's outcome together with what the scan found. */
    private static <T> Outcome<T> judge(Function<SourceTree, Outcome<T>> compiler, SourceTree tree) {
        return switch (compile(compiler, tree)) {
            case Outcome.Rejected<T> rejected ->
                new Outcome.Rejected<>(merge(tree.diagnostics(), rejected.diagnostics()));
            case Outcome.Accepted<T> accepted -> {
                List<Diagnostic> all = merge(tree.diagnostics(), accepted.warnings());
                yield tree.hasErrors() ? new Outcome.Rejected<>(all) : new Outcome.Accepted<>(accepted.value(), all);
            }
        };
    }

    /** A defect of the compiler that one policy file brings to light must not end the thread that will read its correction. */
    private static <T> Outcome<T> compile(Function<SourceTree, Outcome<T>> compiler, SourceTree tree) {
        try {
            return compiler.apply(tree);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.error("the policies could not be compiled", e);
            String kind = e.getClass().getSimpleName();
            return new Outcome.Rejected<>(List.of(Diagnostic.error(
                    Code.UNREADABLE_FILE, Span.wholeFile(""), "the policies could not be compiled: " + kind)));
        }
    }

    private static List<Diagnostic> merge(List<Diagnostic> some, List<Diagnostic> others) {
        List<Diagnostic> all = new ArrayList<>(some);
        all.addAll(others);
        return all.stream().distinct().sorted().toList();
    }

    private static List<SourceFile> unsettled(SourceTree tree, SourceTree earlier, LiveOptions options) {
        Instant now = options.clock().instant();
        return tree.changedSince(earlier).stream()
                .filter(file -> !isQuiet(file.modified(), now, options))
                .toList();
    }

    private static boolean isQuiet(Instant changed, Instant now, LiveOptions options) {
        return Duration.between(changed, now).abs().compareTo(options.quiet()) >= 0;
    }

    private static boolean pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
