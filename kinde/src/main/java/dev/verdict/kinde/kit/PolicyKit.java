package dev.verdict.kinde.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The policies that ship with this jar: {@code kinde_common}, with derived roles and variables for the tree
 * {@code P.attr.kinde}, any number of starters, and their tests. They are plain files in the Cerbos format, also for the
 * reference. Immutable.
 *
 * <pre>{@code
 * KitResult result = PolicyKit.of(List.of(Starter.TENANT_DOCUMENT)).writeTo(Path.of("policies"));
 * }</pre>
 */
public final class PolicyKit {
    /** The folder below that of the policies in which the files of the kit are. */
    public static final String FOLDER = "kinde";

    private static final List<String> SHARED = List.of(
            "kinde_common_variables.yaml",
            "kinde_common_roles.yaml",
            "kinde_common_check.yaml",
            "kinde_common_test.yaml",
            "testdata/principals.yaml");

    private final Map<String, String> files;

    private PolicyKit(Set<Starter> starters) {
        Map<String, String> contents = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(SHARED);
        starters.forEach(starter -> names.addAll(starter.files()));
        names.forEach(name -> contents.put(FOLDER + "/" + name, content(name)));
        files = Collections.unmodifiableMap(contents);
    }

    /** {@code kinde_common} with these starters, which may be none. */
    public static PolicyKit of(Collection<Starter> starters) {
        Set<Starter> ordered = EnumSet.noneOf(Starter.class);
        ordered.addAll(starters);
        return new PolicyKit(ordered);
    }

    /** {@code kinde_common} with all starters. */
    public static PolicyKit complete() {
        return new PolicyKit(EnumSet.allOf(Starter.class));
    }

    private static String content(String name) {
        try (InputStream in = PolicyKit.class.getResourceAsStream(FOLDER + "/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the policy kit lacks its file `" + name + "`");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the policy kit cannot be read", e);
        }
    }

    /**
     * The files of the kit: their paths below the folder of the policies, such as {@code kinde/tenant_document.yaml}, with
     * their texts. Names with {@code _test} and the folder {@code testdata} belong to the tests.
     */
    public Map<String, String> files() {
        return files;
    }

    /**
     * Writes the files below {@code policies}, which is made if it is not there. A file that is there with the same content
     * is left alone; if one has another content nothing is written at all.
     *
     * @throws IOException if a file cannot be read or written
     */
    public KitResult writeTo(Path policies) throws IOException {
        List<Path> changed = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = policies.resolve(file.getKey());
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                (isSame(path, file.getValue()) ? kept : changed).add(path);
            }
        }
        return changed.isEmpty() ? write(policies, kept) : new KitResult.Refused(changed);
    }

    /**
     * Writes those of the files below {@code policies} that are not there, whatever the content of the others.
     *
     * @throws IOException if a file cannot be written
     */
    public KitResult.Written writeMissingTo(Path policies) throws IOException {
        List<Path> present = new ArrayList<>();
        for (String name : files.keySet()) {
            Path path = policies.resolve(name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                present.add(path);
            }
        }
        return write(policies, present);
    }

    private KitResult.Written write(Path policies, List<Path> present) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = policies.resolve(file.getKey());
            if (!present.contains(path)) {
                Path folder = path.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                // fails if somebody made the file since we looked
                Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                written.add(path);
            }
        }
        return new KitResult.Written(written, present);
    }

    private static boolean isSame(Path path, String content) throws IOException {
        byte[] expected = content.getBytes(StandardCharsets.UTF_8);
        if (!Files.isRegularFile(path) || Files.size(path) != expected.length) {
            return false;
        }
        return content.equals(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }
}
