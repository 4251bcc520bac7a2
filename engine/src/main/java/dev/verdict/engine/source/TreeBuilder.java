package dev.verdict.engine.source;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sorts files that are known by their path into a tree. Not for use by several threads. */
final class TreeBuilder {
    private final List<SourceFile> policies = new ArrayList<>();
    private final List<SourceFile> schemas = new ArrayList<>();
    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

    /** Adds a file of a source without directories, if the layout rules want it. */
    void place(String path, byte[] content) {
        String[] parts = path.split("/", -1);
        String name = parts[parts.length - 1];
        boolean schema = parts.length > 1 && parts[0].equals(Layout.SCHEMAS);
        for (int i = 0; i < parts.length - 1; i++) {
            if (Layout.isHidden(parts[i]) || (!schema && Layout.isSkippedDirectory(parts[i]))) {
                return;
            }
            if (i > 0 && !schema && parts[i].equals(Layout.SCHEMAS)) {
                misplacedSchemas(String.join("/", List.of(parts).subList(0, i + 1)));
                return;
            }
        }
        if (schema && Layout.isSchemaFile(name)) {
            schema(SourceFile.of(path.substring(Layout.SCHEMAS.length() + 1), content));
        } else if (!schema && Layout.isPolicyFile(name)) {
            policy(SourceFile.of(path, content));
        }
    }

    void policy(SourceFile file) {
        policies.add(file);
    }

    void schema(SourceFile file) {
        schemas.add(file);
    }

    void misplacedSchemas(String path) {
        error(Code.MISPLACED_SCHEMAS, path, "`_schemas` must be at the root of the policy folder");
    }

    void error(Code code, String path, String message) {
        diagnostics.add(Diagnostic.error(code, Span.wholeFile(Layout.printable(path)), message));
    }

    void warn(Code code, String path, String message) {
        diagnostics.add(Diagnostic.warning(code, Span.wholeFile(Layout.printable(path)), message));
    }

    SourceTree build(Set<WatchPoint> watchPoints, Instant rearranged) {
        policies.sort(Comparator.comparing(SourceFile::path));
        schemas.sort(Comparator.comparing(SourceFile::path));
        return new SourceTree(policies, schemas, diagnostics.stream().sorted().toList(), watchPoints, rearranged);
    }
}
