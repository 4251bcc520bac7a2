package dev.verdict.engine.source;

import dev.verdict.policy.diagnostic.Code;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Policies packed with the program; they do not change while it runs. A resource nearer on the class path wins, but one in a
 * jar without entries for its folders, which needs a manifest to be found, counts as farther than all others.
 */
record ClasspathSource(String prefix, ClassLoader loader) implements PolicySource {
    ClasspathSource {
        prefix = prefix.startsWith("/") ? prefix.substring(1) : prefix;
        prefix = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    @Override
    public String description() {
        return "classpath:" + prefix;
    }

    @Override
    public SourceTree scan(SourceTree previous) {
        TreeBuilder tree = new TreeBuilder();
        Map<String, byte[]> found = new TreeMap<>();
        boolean exists = false;
        try {
            Set<String> jars = new HashSet<>();
            for (URL place : Collections.list(loader.getResources(prefix))) {
                exists = true;
                if (place.getProtocol().equals("file")) {
                    collectFolder(place, found, tree);
                } else {
                    collectJar(place, jars, found);
                }
            }
            // A jar need not have entries for its folders, and the loader does not find the folder then.
            for (URL manifest : Collections.list(loader.getResources(JarFile.MANIFEST_NAME))) {
                if (!manifest.getProtocol().equals("file")) {
                    exists |= collectJar(manifest, jars, found);
                }
            }
        } catch (IOException e) {
            tree.error(Code.UNREADABLE_FILE, prefix, "the class path cannot be read: " + e.getMessage());
            exists = true;
        }
        if (!exists) {
            tree.error(Code.UNREADABLE_FILE, prefix, "there is nothing at `" + prefix + "` on the class path");
        }
        found.forEach(tree::place);
        return tree.build(Set.of(), Instant.EPOCH);
    }

    private static void collectFolder(URL place, Map<String, byte[]> found, TreeBuilder tree) throws IOException {
        SourceTree onDisk = PolicySource.disk(directoryOf(place)).scan();
        onDisk.policies().forEach(file -> found.putIfAbsent(file.path(), file.bytes()));
        onDisk.schemas().forEach(file -> found.putIfAbsent(Layout.SCHEMAS + "/" + file.path(), file.bytes()));
        onDisk.diagnostics().forEach(finding -> {
            if (finding.isError()) {
                tree.error(finding.code(), finding.span().file(), finding.message());
            } else {
                tree.warn(finding.code(), finding.span().file(), finding.message());
            }
        });
    }

    /**
     * Takes what is below the prefix in the jar that {@code place} is in.
     *
     * @param seen jars that were read before, which are not read again
     * @return whether there is anything
     */
    private boolean collectJar(URL place, Set<String> seen, Map<String, byte[]> found) throws IOException {
        URLConnection connection = place.openConnection();
        if (!(connection instanceof JarURLConnection jarConnection)) {
            if (place.getPath().endsWith(JarFile.MANIFEST_NAME)) {
                return false;
            }
            throw new IOException("`" + place.getProtocol() + "` resources cannot be listed");
        }
        if (!seen.add(jarConnection.getJarFileURL().toString())) {
            return false;
        }
        // A cached JarFile is shared with the class loader and would be closed under it.
        jarConnection.setUseCaches(false);
        String start = prefix.isEmpty() ? "" : prefix + "/";
        try (JarFile jar = jarConnection.getJarFile()) {
            List<JarEntry> entries = jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(start))
                    .toList();
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    found.putIfAbsent(
                            entry.getName().substring(start.length()),
                            in.readNBytes(DiskLimits.DEFAULT.maxFileBytes()));
                }
            }
            return !entries.isEmpty();
        }
    }

    private static Path directoryOf(URL place) throws IOException {
        try {
            URI uri = place.toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IOException("`" + place + "` is not a valid address", e);
        }
    }
}
