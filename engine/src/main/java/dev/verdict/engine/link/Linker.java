package dev.verdict.engine.link;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.Suggestion;
import dev.verdict.policy.identity.PolicyKey;
import dev.verdict.policy.model.Constants;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.Variables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Builds a {@link PolicySet} and finds duplicate keys, missing imports, gaps in scope chains and conflicting scope permissions. */
public final class Linker {
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Document> byKey = new LinkedHashMap<>();
    private final List<Document> duplicates = new ArrayList<>();

    private Linker() {}

    /**
     * The set, and what is wrong with it; a set with errors must not be used for decisions.
     *
     * @param duplicates documents that are not in the set because another one has their key
     */
    public record Linked(PolicySet set, List<Document> duplicates, List<Diagnostic> diagnostics) {
        public Linked {
            duplicates = List.copyOf(duplicates);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * Links {@code documents}, in whatever order they come.
     *
     * @param unusable what remains of documents with errors: not part of the set, but nothing that refers to them is missing
     */
    public static Linked link(List<Document> documents, List<Document> unusable) {
        Linker linker = new Linker();
        List<Document> broken =
                unusable.stream().filter(document -> !document.disabled()).toList();
        Set<String> brokenKeys = new HashSet<>();
        broken.forEach(document -> brokenKeys.add(PolicySet.keyOf(document.policy())));
        documents.stream()
                .filter(document -> !document.disabled())
                .sorted(Comparator.comparing(Document::file))
                .forEach(linker::add);
        PolicySet set = new PolicySet(linker.byKey, brokenKeys);
        set.documents().forEach(document -> linker.checkImports(set, document));
        linker.diagnostics.addAll(ScopeChains.check(set, broken));
        return new Linked(set, linker.duplicates, linker.diagnostics);
    }

    private void add(Document document) {
        String key = PolicySet.keyOf(document.policy());
        Document previous = byKey.putIfAbsent(key, document);
        if (previous != null) {
            duplicates.add(document);
            diagnostics.add(Diagnostic.error(
                    Code.DUPLICATE_POLICY,
                    document.span(),
                    "duplicate definition of `" + key + "` (previous definition in " + previous.span() + ")"));
        }
    }

    private void checkImports(PolicySet set, Document document) {
        switch (document.policy()) {
            case Policy.Resource p -> {
                checkNames(set, document, "derived roles", p.importDerivedRoles(), PolicyKey::derivedRoles);
                checkBlocks(set, document, p.variables(), p.constants());
            }
            case Policy.Principal p -> checkBlocks(set, document, p.variables(), p.constants());
            case Policy.Role p -> checkBlocks(set, document, p.variables(), p.constants());
            case Policy.DerivedRoles p -> checkBlocks(set, document, p.variables(), p.constants());
            case Policy.ExportVariables ignored -> {}
            case Policy.ExportConstants ignored -> {}
        }
    }

    private void checkBlocks(PolicySet set, Document document, Variables variables, Constants constants) {
        checkNames(set, document, "variables", variables.imports(), PolicyKey::exportVariables);
        checkNames(set, document, "constants", constants.imports(), PolicyKey::exportConstants);
    }

    private void checkNames(
            PolicySet set,
            Document importer,
            String what,
            List<Located<String>> names,
            Function<String, String> keyOf) {
        for (Located<String> name : names) {
            if (!set.isDefined(keyOf.apply(name.value()))) {
                String key = PolicySet.keyOf(importer.policy());
                diagnostics.add(Diagnostic.error(
                                Code.MISSING_IMPORT,
                                name.span(),
                                "cannot find " + what + " `" + name.value() + "` imported by `" + key + "`")
                        .withHelp(Suggestion.didYouMean(name.value(), namesOf(what))));
            }
        }
    }

    private static void offer(List<String> names, String kind, String wanted, Located<String> name) {
        if (kind.equals(wanted)) {
            names.add(name.value());
        }
    }

    private List<String> namesOf(String what) {
        List<String> names = new ArrayList<>();
        for (Document document : byKey.values()) {
            switch (document.policy()) {
                case Policy.DerivedRoles p -> offer(names, "derived roles", what, p.name());
                case Policy.ExportVariables p -> offer(names, "variables", what, p.name());
                case Policy.ExportConstants p -> offer(names, "constants", what, p.name());
                case Policy.WithRules ignored -> {}
            }
        }
        return names;
    }
}
