package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Problems;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.yaml.Limits;
import dev.verdict.policy.yaml.YamlFile;

/**
 * Reads policy files, YAML or JSON. Any bytes give a {@link ReadResult} in bounded time and memory, never an exception.
 * Has no state; safe for use by several threads.
 */
public final class PolicyReader {
    private final Limits limits;

    /** A reader with {@linkplain Limits#DEFAULT the usual limits}. */
    public PolicyReader() {
        this(Limits.DEFAULT);
    }

    public PolicyReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads one file.
     *
     * @param file path relative to the policy root, with forward slashes
     */
    public ReadResult read(String file, byte[] content) {
        YamlFile yaml = YamlFile.read(file, content, limits);
        Problems problems = yaml.problems();
        if (yaml.root() == null) {
            return problems.hasErrors() ? new ReadResult.Refused(problems.sorted(), null) : new ReadResult.Empty();
        }
        Document document = DocumentReader.read(file, yaml.root(), problems);
        return document == null || problems.hasErrors()
                ? new ReadResult.Refused(problems.sorted(), document)
                : new ReadResult.Read(document, problems.sorted());
    }
}
