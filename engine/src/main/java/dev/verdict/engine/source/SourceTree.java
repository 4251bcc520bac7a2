package dev.verdict.engine.source;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An immutable picture of a source at one moment. Safe for use by several threads.
 *
 * @param policies the policy files, sorted by path
 * @param schemas the schemas, sorted; the path is the id that follows {@code cerbos:///}
 * @param diagnostics what was refused, sorted; an error means that the tree must not replace a good one
 * @param watchPoints the places on disk to watch; empty when the source cannot change
 * @param rearranged when a file or directory was last added, removed or renamed, or {@link Instant#EPOCH} where the
 *     source does not know
 */
public record SourceTree(
        List<SourceFile> policies,
        List<SourceFile> schemas,
        List<Diagnostic> diagnostics,
        Set<WatchPoint> watchPoints,
        Instant rearranged) {

    /** The tree without any file. */
    public static final SourceTree EMPTY = new SourceTree(List.of(), List.of(), List.of(), Set.of(), Instant.EPOCH);

    public SourceTree {
        policies = List.copyOf(policies);
        schemas = List.copyOf(schemas);
        diagnostics = List.copyOf(diagnostics);
        watchPoints = Set.copyOf(watchPoints);
    }

    /** True when a finding is an error. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** The schemas as bytes by id, in the order of {@link #schemas()}. */
    public Map<String, byte[]> schemaBytes() {
        Map<String, byte[]> byId = LinkedHashMap.newLinkedHashMap(schemas.size());
        schemas.forEach(file -> byId.put(file.path(), file.bytes()));
        return byId;
    }

    /** True when both trees hold the same files with the same content and the same findings. */
    public boolean sameContentAs(SourceTree other) {
        return policies.equals(other.policies)
                && schemas.equals(other.schemas)
                && diagnostics.equals(other.diagnostics);
    }

    /** The files that are not in {@code earlier} with the same content. */
    public List<SourceFile> changedSince(SourceTree earlier) {
        List<SourceFile> changed = new ArrayList<>();
        collectChanged(policies, earlier.policies, changed);
        collectChanged(schemas, earlier.schemas, changed);
        return changed;
    }

    private static void collectChanged(
            List<SourceFile> files, List<SourceFile> earlier, Collection<SourceFile> changed) {
        Map<String, SourceFile> before = byPath(earlier);
        for (SourceFile file : files) {
            SourceFile known = before.get(file.path());
            if (known == null || !file.equals(known)) {
                changed.add(file);
            }
        }
    }

    /** This tree with every file that {@code held} accepts as it is in {@code earlier}, or left out when it is not there. */
    public SourceTree holding(Predicate<SourceFile> held, SourceTree earlier) {
        return new SourceTree(
                hold(policies, held, earlier.policies),
                hold(schemas, held, earlier.schemas),
                diagnostics,
                watchPoints,
                rearranged);
    }

    /** This tree with another time of the last addition, removal or renaming. */
    SourceTree rearranged(Instant when) {
        return new SourceTree(policies, schemas, diagnostics, watchPoints, when);
    }

    private static List<SourceFile> hold(List<SourceFile> files, Predicate<SourceFile> held, List<SourceFile> earlier) {
        Map<String, SourceFile> before = byPath(earlier);
        List<SourceFile> result = new ArrayList<>(files.size());
        for (SourceFile file : files) {
            SourceFile kept = held.test(file) ? before.get(file.path()) : file;
            if (kept != null) {
                result.add(kept);
            }
        }
        return result;
    }

    private static Map<String, SourceFile> byPath(List<SourceFile> files) {
        Map<String, SourceFile> byPath = HashMap.newHashMap(files.size());
        files.forEach(file -> byPath.put(file.path(), file));
        return byPath;
    }
}
