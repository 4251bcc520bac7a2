package dev.verdict.conformance.pdp;

import dev.verdict.conformance.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A temporary folder with a policy store and a configuration file, gone when closed. */
public final class StoreFolder implements AutoCloseable {
    private final Path root;

    private StoreFolder(Path root) {
        this.root = root;
    }

    /**
     * Writes a store.
     *
     * @param files contents by path relative to the policy folder
     */
    public static StoreFolder of(Map<String, String> files) {
        try {
            Path root = Files.createTempDirectory("conformance");
            Path policies = Files.createDirectory(root.resolve("policies"));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = policies.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            return new StoreFolder(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the policies. */
    public Path policies() {
        return root.resolve("policies");
    }

    /** Writes the configuration of a server that reads this store and listens on the given loopback ports. */
    public Path configuration(int httpPort, int grpcPort, Map<String, @Nullable Object> settings) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put(
                "server",
                Map.of(
                        "httpListenAddr", "127.0.0.1:" + httpPort,
                        "grpcListenAddr", "127.0.0.1:" + grpcPort));
        all.put(
                "storage",
                Map.of("driver", "disk", "disk", Map.of("directory", policies().toString(), "watchForChanges", false)));
        all.put("telemetry", Map.of("disabled", true));
        all.putAll(settings);
        try {
            return Files.writeString(root.resolve("config-" + httpPort + ".json"), Json.write(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
