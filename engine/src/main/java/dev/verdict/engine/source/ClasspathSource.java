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
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Policies packed with the program; they do not change while it runs. A resource nearer on the class path wins. */
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
        try {
            Enumeration<URL> places = loader.getResources(prefix);
            if (!places.hasMoreElements()) {
                tree.error(Code.UNREADABLE_FILE, prefix, "there is nothing at `" + prefix + "` on the class path");
            }
            while (places.hasMoreElements()) {
                collect(places.nextElement(), found, tree);
            }
        } catch (IOException e) {
            tree.error(Code.UNREADABLE_FILE, prefix, "the class path cannot be read: " + e.getMessage());
        }
        found.forEach(tree::place);
        return tree.build(Set.of(), Instant.EPOCH);
    }

    private static void collect(URL place, Map<String, byte[]> found, TreeBuilder tree) throws IOException {
        if (place.getProtocol().equals("file")) {
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
            return;
        }
        URLConnection connection = place.openConnection();
        if (!(connection instanceof JarURLConnection jarConnection)) {
            throw new IOException("`" + place.getProtocol() + "` resources cannot be listed");
        }
        // A cached JarFile is shared with the class loader and would be closed under it.
        jarConnection.setUseCaches(false);
        try (JarFile jar = jarConnection.getJarFile()) {
            String start =
                    jarConnection.getEntryName() + (jarConnection.getEntryName().endsWith("/") ? "" : "/");
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
