package dev.verdict.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClasspathSourceTest {
    @TempDir
    private Path folder;

    @Test
    void readsFromADirectory() throws IOException {
        Path policies = Files.createDirectories(folder.resolve("classes/policies/_schemas"));
        Files.writeString(policies.resolve("doc.json"), "{}");
        Files.writeString(policies.resolveSibling("doc.yaml"), "# doc");

        assertTree(scan(folder.resolve("classes")));
    }

    @Test
    void readsFromAJar() throws IOException {
        assertTree(scan(
                jar("a.jar", "policies/", "policies/_schemas/", "policies/doc.yaml", "policies/_schemas/doc.json")));
    }

    @Test
    void readsFromAJarThatHasNoEntriesForFolders() throws IOException {
        assertTree(scan(jar("a.jar", "policies/doc.yaml", "policies/_schemas/doc.json")));
    }

    @Test
    void missesNoneOfSeveralJars() throws IOException {
        Path one = jar("a.jar", "policies/", "policies/doc.yaml");
        Path other = jar("b.jar", "policies/photo.yaml", "policiesandmore/no.yaml");

        assertThat(paths(scan(one, other).policies())).containsExactly("doc.yaml", "photo.yaml");
    }

    @Test
    void saysWhenThereIsNothing() throws IOException {
        SourceTree tree = scan(jar("a.jar", "other/doc.yaml"));

        assertThat(tree.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("there is nothing at `policies` on the class path");
    }

    private static void assertTree(SourceTree tree) {
        assertThat(tree.diagnostics()).isEmpty();
        assertThat(paths(tree.policies())).containsExactly("doc.yaml");
        assertThat(paths(tree.schemas())).containsExactly("doc.json");
    }

    private static List<String> paths(List<SourceFile> files) {
        return files.stream().map(SourceFile::path).toList();
    }

    private static SourceTree scan(Path... places) throws IOException {
        URL[] urls = new URL[places.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = places[i].toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            return new ClasspathSource("/policies/", loader).scan();
        }
    }

    private Path jar(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
                jar.write((entry.endsWith("/") ? "" : "# " + entry).getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return file;
    }
}
