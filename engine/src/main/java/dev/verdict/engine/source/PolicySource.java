package dev.verdict.engine.source;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * A place that policies come from. Sources hold no open resource and may be scanned by several threads.
 *
 * <pre>{@code
 * PolicySource source = PolicySource.memory(Map.of("album.yaml", text));
 * SourceTree tree = source.scan();
 * }</pre>
 */
public interface PolicySource {
    /** What the source is, for logs and messages. */
    String description();

    /**
     * A picture of the source as it is now. Never throws because of what the source holds: that becomes a diagnostic.
     *
     * @param previous an earlier tree of the same source whose content may be used again where nothing changed
     */
    SourceTree scan(SourceTree previous);

    /** A picture of the source as it is now. */
    default SourceTree scan() {
        return scan(SourceTree.EMPTY);
    }

    /** The files below a directory, within {@link DiskLimits#DEFAULT}; the directory need not exist yet. */
    static PolicySource disk(Path root) {
        return new DiskSource(root, DiskLimits.DEFAULT);
    }

    /** The files below a directory, within limits. */
    static PolicySource disk(Path root, DiskLimits limits) {
        return new DiskSource(root, limits);
    }

    /** The resources below a prefix such as {@code policies}, seen by the class loader of the calling thread. */
    static PolicySource classpath(String prefix) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new ClasspathSource(
                prefix, loader == null ? Objects.requireNonNull(PolicySource.class.getClassLoader()) : loader);
    }

    /** Texts by path, under the same layout rules as a directory. */
    static PolicySource memory(Map<String, String> texts) {
        return new MemorySource(texts);
    }
}
