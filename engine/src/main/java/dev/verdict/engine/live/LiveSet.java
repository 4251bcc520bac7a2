package dev.verdict.engine.live;

import dev.verdict.engine.live.Settling.Arrangement;
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
import java.util.stream.Collectors;
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

    /** How many times the patience somebody who asks for a set waits for it. */
    private static final int MOST_PATIENCES = 5;

    private final PolicySource source;
    private final Judge<T> judge;
    private final LiveOptions options;
    private final Bursts bursts;
    private final Settling settling;
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

    /** What was said last to be held. */
    private List<String> announced = List.of();

    private LiveSet(
            PolicySource source, Judge<T> judge, LiveOptions options, SourceTree tree, Outcome.Accepted<T> first) {
        this.source = source;
        this.judge = judge;
        this.options = options;
        this.bursts = new Bursts(options.quiet(), options.patience());
        this.settling = new Settling(options);
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
        Settling settling = new Settling(options);
        long deadline = System.nanoTime() + MOST_PATIENCES * options.patience().toNanos();
        SourceTree tree = source.scan();
        List<Diagnostic> moving = moving(settling, tree);
        while (!moving.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                return new Start.Refused<>(moving);
            }
            if (!pause(options.quiet())) {
                return new Start.Refused<>(List.of(Diagnostic.error(
                        Code.UNREADABLE_FILE, Span.wholeFile(""), "loading the policies was interrupted")));
            }
            tree = source.scan(tree);
            moving = moving(settling, tree);
        }
        Judge<T> judge = new Judge<>(compiler, options.listener());
        return switch (judge.judge(tree)) {
            case Outcome.Rejected<T> rejected -> new Start.Refused<>(rejected.diagnostics());
            case Outcome.Accepted<T> accepted -> {
                LiveSet<T> set = new LiveSet<>(source, judge, options, tree, accepted);
                if (options.watch() && !tree.watchPoints().isEmpty()) {
                    set.thread.start();
                } else {
                    set.watch.close();
                }
                yield new Start.Started<>(set);
            }
        };
    }

    /** Why a first tree may not be what is meant, looked at once more; nothing when it is. */
    private static List<Diagnostic> moving(Settling settling, SourceTree tree) {
        long now = System.nanoTime();
        Set<SourceFile> written = settling.written(tree, SourceTree.EMPTY, now);
        // The files that are being written stay out of the comparison of this look with the last one.
        Arrangement arrangement = settling.arrangement(tree.holding(written::contains, SourceTree.EMPTY), now);
        List<Diagnostic> moving = new ArrayList<>();
        if (arrangement == Arrangement.MOVING) {
            moving.add(Diagnostic.error(
                    Code.UNREADABLE_FILE, Span.wholeFile(""), "files are still being added or removed"));
        }
        for (SourceFile file : written) {
            moving.add(Diagnostic.error(
                    Code.UNREADABLE_FILE, Span.wholeFile(file.path()), "the file is still being written"));
        }
        return moving.stream().sorted().toList();
    }

    /** The set that serves now. Call it once for each request and pass the result on. */
    public Generation<T> current() {
        return current;
    }

    /** How the set is doing. */
    public LiveStatus status() {
        return status;
    }

    /**
     * Looks at the source now and says how it went. Waits for what is being written, but not for ever: after five times
     * the patience {@link LiveStatus#held()} says what the change still waits for.
     */
    public LiveStatus reload() {
        long deadline = System.nanoTime() + MOST_PATIENCES * options.patience().toNanos();
        while (!refresh()) {
            if (System.nanoTime() - deadline > 0 || !pause(options.quiet())) {
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

    /** Takes what the source holds now; false when something must get quiet first. */
    private boolean refresh() {
        refreshing.lock();
        try {
            SourceTree tree = source.scan(considered);
            long now = System.nanoTime();
            Set<SourceFile> written = settling.written(tree, considered, now);
            SourceTree next = written.isEmpty() ? tree : tree.holding(written::contains, published);
            Arrangement arrangement = settling.arrangement(next, now);
            if (next.sameContentAs(considered)) {
                arrangement = Arrangement.AT_REST; // as far as anything that is read is concerned
            }
            List<String> held = written.stream()
                    .filter(file -> isWrittenForLong(file, now))
                    .map(SourceFile::path)
                    .sorted()
                    .toList();
            if (closed) {
                return true;
            }
            if (arrangement == Arrangement.MOVING || held.size() < written.size()) {
                await(held, arrangement, now);
                return false;
            }
            if (arrangement == Arrangement.RESTLESS) {
                LOG.warn("{} does not come to rest and is taken as it is", source.description());
            }
            settling.taken();
            announce(held);
            take(next, held);
            return true;
        } finally {
            refreshing.unlock();
        }
    }

    private boolean isWrittenForLong(SourceFile file, long now) {
        String ending = "/" + file.path();
        return settling.isWrittenForLong(file, now)
                || bursts.isNoisy(path -> path.equals(file.path()) || path.endsWith(ending), now);
    }

    private void await(List<String> held, Arrangement arrangement, long now) {
        settling.refused(now);
        List<String> all = new ArrayList<>(held);
        if (arrangement == Arrangement.MOVING) {
            all.add(LiveStatus.REARRANGED);
        }
        if (settling.isLate(now)) {
            announce(all);
        }
        note(status.checked(), status.rejection(), all);
    }

    private void announce(List<String> held) {
        if (!held.isEmpty() && !held.equals(announced)) {
            LOG.warn("still being written, earlier content serves: {}", held);
            options.listener().held(held);
        }
        announced = held;
    }

    private void take(SourceTree tree, List<String> held) {
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
            judge(tree, held);
        }
    }

    private void judge(SourceTree tree, List<String> held) {
        Outcome<T> outcome = judge.judge(tree);
        SourceTree kept = tree;
        List<Diagnostic> emptied = emptied(outcome);
        if (!emptied.isEmpty()) {
            Set<String> paths = emptied.stream().map(lost -> lost.span().file()).collect(Collectors.toSet());
            Set<SourceFile> files = tree.policies().stream()
                    .filter(file -> paths.contains(file.path()))
                    .collect(Collectors.toSet());
            kept = tree.holding(files::contains, published);
            outcome = judge.judge(kept);
        }
        switch (outcome) {
            case Outcome.Rejected<T> rejected -> reject(Judge.merge(emptied, rejected.diagnostics()), held);
            case Outcome.Accepted<T> accepted -> {
                if (!kept.sameContentAs(published)) {
                    publish(kept, accepted, emptied, held);
                }
                if (!emptied.isEmpty()) {
                    reject(emptied, held);
                }
            }
        }
    }

    /**
     * The files that had a policy and hold none any more, as errors. An editor or a full disk leaves a file empty more
     * often than its author means to take the policy away, so it serves as it was; the others need not wait for it.
     */
    private List<Diagnostic> emptied(Outcome<T> outcome) {
        Set<String> heldPolicies = new HashSet<>();
        published.policies().forEach(file -> heldPolicies.add(file.path()));
        current.warnings().stream()
                .filter(warning -> warning.code() == Code.EMPTY_FILE)
                .forEach(warning -> heldPolicies.remove(warning.span().file()));
        return outcome.diagnostics().stream()
                .filter(finding -> finding.code() == Code.EMPTY_FILE
                        && heldPolicies.contains(finding.span().file()))
                .map(finding -> Diagnostic.error(
                                Code.EMPTY_FILE,
                                finding.span(),
                                "the file holds no policy any more, its last good one still serves")
                        .withHelp("delete the file to take its policy away"))
                .toList();
    }

    private void publish(SourceTree tree, Outcome.Accepted<T> accepted, List<Diagnostic> rejection, List<String> held) {
        published = tree;
        current = new Generation<>(
                current.revision() + 1,
                accepted.value(),
                accepted.warnings(),
                options.clock().instant());
        note(rejection, held);
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
        note(rejection.isEmpty() ? options.clock().instant() : status.checked(), rejection, held);
    }

    private void note(Instant checked, List<Diagnostic> rejection, List<String> held) {
        Generation<T> serving = current;
        status = new LiveStatus(
                serving.revision(), serving.loaded(), checked, rejection, held, thread.isAlive() && watch.isComplete());
    }

    private static boolean pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(time.toNanos(), 1_000_000));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
