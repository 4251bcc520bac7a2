package dev.verdict.engine.table;

import dev.verdict.engine.link.Linker;
import dev.verdict.engine.link.PolicySet;
import dev.verdict.engine.live.Outcome;
import dev.verdict.engine.schema.SchemaSet;
import dev.verdict.engine.source.SourceFile;
import dev.verdict.engine.source.SourceTree;
import dev.verdict.expr.CelCompiler;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.SourceText;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.ScopePermissions;
import dev.verdict.policy.reader.PolicyReader;
import dev.verdict.policy.reader.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the files of a source into a rule table. Remembers what it read and compiled for the last tree, so that a changed
 * file costs the reading and compiling of that file and of the policies that import it. Not for use by several threads.
 */
public final class RuleTableCompiler {
    private record ReadFile(String hash, ReadResult result) {}

    /**
     * A compiled policy with all that its compilation depended on.
     *
     * @param imports the imported documents, theirs included; compared by identity
     */
    private record Compiled(
            List<Document> imports,
            boolean requiresConsent,
            @Nullable Object schemas,
            PolicyCompiler.Result result) {
        @SuppressWarnings("ReferenceEquality") // unchanged files keep their documents, an unchanged folder its schemas
        boolean stillHolds(List<Document> importsNow, boolean requiresConsentNow, @Nullable Object schemasNow) {
            if (requiresConsent != requiresConsentNow || imports.size() != importsNow.size()) {
                return false;
            }
            for (int i = 0; i < imports.size(); i++) {
                if (imports.get(i) != importsNow.get(i)) {
                    return false;
                }
            }
            return schemas == schemasNow;
        }
    }

    private final PolicyReader reader = new PolicyReader();
    private final CelCompiler cel = new CelCompiler();
    private final Map<String, @Nullable Object> globals;
    private final boolean enforceSchemas;
    private Map<String, ReadFile> readFiles = Map.of();
    private IdentityHashMap<Document, Compiled> compiledPolicies = new IdentityHashMap<>();
    private List<SourceFile> schemaFiles = List.of();
    private @Nullable SchemaSet schemas;

    /**
     * A compiler that remembers nothing yet.
     *
     * @param globals what expressions see as {@code G}
     * @param enforceSchemas whether schema references must lead to usable schemas
     */
    public RuleTableCompiler(Map<String, @Nullable Object> globals, boolean enforceSchemas) {
        this.globals = Collections.unmodifiableMap(new HashMap<>(globals));
        this.enforceSchemas = enforceSchemas;
    }

    /** Whether expressions could not refer to a global of this name. */
    public static boolean isInvalidName(String name) {
        return Names.isInvalid(name);
    }

    /** The table of {@code tree}, or all that is wrong with it. */
    public Outcome<RuleTable> compile(SourceTree tree) {
        Set<Diagnostic> found = new LinkedHashSet<>(tree.diagnostics());
        List<Document> unusable = new ArrayList<>();
        List<Document> documents = read(tree, unusable, found);
        Linker.Linked linked = Linker.link(documents, unusable);
        found.addAll(linked.diagnostics());
        loadSchemas(tree);
        Set<String> consentScopes = consentScopes(linked.set());
        // Also when there are errors already: an author wants to see all of them in one run.
        List<PolicyTable> tables = compile(linked, consentScopes, found);
        if (found.stream().anyMatch(Diagnostic::isError)) {
            return new Outcome.Rejected<>(illustrated(tree, found));
        }
        return new Outcome.Accepted<>(new RuleTable(tables, consentScopes), illustrated(tree, found));
    }

    private List<Document> read(SourceTree tree, List<Document> unusable, Set<Diagnostic> found) {
        Map<String, ReadFile> before = readFiles;
        Map<String, ReadFile> now = new HashMap<>();
        List<Document> documents = new ArrayList<>();
        for (SourceFile file : tree.policies()) {
            ReadFile known = before.get(file.path());
            if (known == null || !known.hash.equals(file.hash())) {
                known = new ReadFile(file.hash(), reader.read(file.path(), file.bytes()));
            }
            now.put(file.path(), known);
            switch (known.result) {
                case ReadResult.Read read -> {
                    documents.add(read.document());
                    found.addAll(read.warnings());
                }
                case ReadResult.Empty ignored ->
                    found.add(Diagnostic.warning(
                            Code.EMPTY_FILE, Span.wholeFile(file.path()), "the file holds no policy"));
                case ReadResult.Refused refused -> {
                    found.addAll(refused.diagnostics());
                    if (refused.remains() != null) {
                        unusable.add(refused.remains());
                    }
                }
            }
        }
        readFiles = now;
        return documents;
    }

    private void loadSchemas(SourceTree tree) {
        if (!enforceSchemas) {
            return;
        }
        if (schemas == null || !schemaFiles.equals(tree.schemas())) {
            schemaFiles = tree.schemas();
            schemas = SchemaSet.of(tree.schemaBytes());
        }
    }

    private static Set<String> consentScopes(PolicySet set) {
        Set<String> scopes = new HashSet<>();
        for (Document document : set.documents()) {
            // Role policies may only say what they always do, so they have no say in what a scope does.
            if (document.policy() instanceof Policy.WithRules policy
                    && !(policy instanceof Policy.Role)
                    && policy.scopePermissions() == ScopePermissions.REQUIRE_PARENTAL_CONSENT_FOR_ALLOWS) {
                scopes.add(policy.scope());
            }
        }
        return scopes;
    }

    private List<PolicyTable> compile(Linker.Linked linked, Set<String> consentScopes, Set<Diagnostic> found) {
        PolicySet set = linked.set();
        DerivedRoleCompiler derivedRoles = new DerivedRoleCompiler(set, cel, globals);
        PolicyCompiler compiler = new PolicyCompiler(set, cel, globals, new SchemaLoader(schemas), derivedRoles);
        IdentityHashMap<Document, Compiled> before = compiledPolicies;
        IdentityHashMap<Document, Compiled> now = new IdentityHashMap<>();
        List<PolicyTable> tables = new ArrayList<>();
        List<Document> documents = new ArrayList<>(set.documents());
        documents.addAll(linked.duplicates());
        for (Document document : documents) {
            if (!(document.policy() instanceof Policy.WithRules policy)) {
                continue;
            }
            List<Document> imports = Imports.of(set, policy);
            boolean requiresConsent = consentScopes.contains(policy.scope());
            Compiled known = before.get(document);
            if (known == null || !known.stillHolds(imports, requiresConsent, schemas)) {
                known = new Compiled(imports, requiresConsent, schemas, compiler.compile(policy, requiresConsent));
            }
            now.put(document, known);
            found.addAll(known.result.diagnostics());
            if (known.result.table() != null) {
                tables.add(known.result.table());
            }
        }
        compiledPolicies = now;
        return tables;
    }

    private static List<Diagnostic> illustrated(SourceTree tree, Set<Diagnostic> found) {
        Map<String, SourceText> texts = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        found.forEach(diagnostic -> wanted.add(diagnostic.span().file()));
        for (SourceFile file : tree.policies()) {
            if (wanted.contains(file.path())) {
                texts.put(file.path(), new SourceText(new String(file.bytes(), StandardCharsets.UTF_8)));
            }
        }
        List<Diagnostic> result = new ArrayList<>();
        for (Diagnostic diagnostic : found) {
            SourceText text = texts.get(diagnostic.span().file());
            result.add(text == null ? diagnostic : text.illustrate(diagnostic));
        }
        Collections.sort(result);
        return result;
    }
}
