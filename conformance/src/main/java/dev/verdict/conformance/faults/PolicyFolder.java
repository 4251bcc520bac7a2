package dev.verdict.conformance.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder that the decision point serves, and the ways in which people and programs write to it. For one thread. */
final class PolicyFolder {
    static final String ORDER = "order";
    static final String INVOICE = "invoice";
    static final String PARCEL = "parcel";
    static final List<String> MOUNTED = List.of("claim", "ticket");

    private static final String RELATIONS = "common/relations.yaml";

    private final Path root;
    private final List<String> bulk = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();
    private int mounts;
    private long lastWrite;
    private long longestPause;

    /** A folder at {@code root}, which is not there yet, with {@code bulkFiles} policies besides those with a name. */
    PolicyFolder(Path root, int bulkFiles) {
        this.root = root;
        places.put(ORDER, "shop/order.yaml");
        places.put(INVOICE, "shop/invoice.yaml");
        places.put(PARCEL, "parcel.yaml");
        MOUNTED.forEach(kind -> places.put(kind, "mounted/" + kind + ".yaml"));
        for (int i = 0; i < bulkFiles; i++) {
            bulk.add("bulk%04d".formatted(i));
            places.put(bulk.getLast(), "bulk/" + bulk.getLast() + ".yaml");
        }
    }

    Path root() {
        return root;
    }

    List<String> bulk() {
        return bulk;
    }

    List<String> kinds() {
        List<String> kinds = new ArrayList<>(List.of(ORDER, INVOICE, PARCEL));
        kinds.addAll(MOUNTED);
        kinds.addAll(bulk);
        return kinds;
    }

    Path file(String kind) {
        return root.resolve(String.valueOf(places.get(kind)));
    }

    /** Writes over the file of a kind, as most programs do. */
    void write(String kind, byte[] content) throws IOException {
        Files.write(file(kind), content);
    }

    void write(String kind, String text) throws IOException {
        write(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes over many files, one after the other. */
    void write(Map<String, String> texts) throws IOException {
        beginSequence();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            write(text.getKey(), text.getValue());
            tick();
        }
    }

    /** Writes over the many files. */
    void writeBulk(PolicySet set) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        bulk.forEach(kind -> texts.put(kind, PolicySet.text(kind, set.version(kind))));
        write(texts);
    }

    /** Writes {@code start} at once and {@code more} byte by byte, and leaves the file open. */
    OutputStream writeSlowly(String kind, String start, String more) throws IOException, InterruptedException {
        OutputStream out = Files.newOutputStream(file(kind));
        out.write(start.getBytes(StandardCharsets.UTF_8));
        beginSequence();
        goOnSlowly(out, more);
        return out;
    }

    /** Writes byte by byte. */
    void goOnSlowly(OutputStream out, String more) throws IOException, InterruptedException {
        for (byte next : more.getBytes(StandardCharsets.UTF_8)) {
            TimeUnit.MILLISECONDS.sleep(5);
            out.write(next);
            tick();
        }
    }

    /** Writes a file beside the old one and renames it, as editors do. */
    void swap(String kind, String text) throws IOException {
        Path fresh = Files.writeString(file(kind).resolveSibling("." + kind + ".swp"), text);
        Files.move(fresh, file(kind), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets the mounted files come from a new directory, as Kubernetes does. */
    void flip(Map<String, String> texts) throws IOException {
        Path mount = root.resolve("mounted");
        Path before = mount.resolve("..data").toRealPath();
        mount(mount, texts);
        delete(before);
    }

    private void mount(Path mount, Map<String, String> texts) throws IOException {
        Path version = Files.createDirectories(mount.resolve("..v" + ++mounts));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(version.resolve(text.getKey() + ".yaml"), text.getValue());
        }
        point(mount, version.getFileName().toString());
        for (String kind : MOUNTED) {
            Path link = mount.resolve(kind + ".yaml");
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, Path.of("..data/" + kind + ".yaml"));
            }
        }
    }

    private static void point(Path mount, String target) throws IOException {
        Path fresh = Files.createSymbolicLink(mount.resolve("..tmp"), Path.of(target));
        Files.move(fresh, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    static Map<String, String> mountedTexts(PolicySet set) {
        Map<String, String> texts = new HashMap<>();
        MOUNTED.forEach(kind -> texts.put(kind, PolicySet.text(kind, set.version(kind))));
        return texts;
    }

    void writeRelations() throws IOException {
        Files.createDirectories(root.resolve(RELATIONS).getParent());
        Files.writeString(root.resolve(RELATIONS), PolicySet.relations());
    }

    /** Moves a file and remembers where it is. */
    void move(String kind, String place) throws IOException {
        Path from = file(kind);
        places.put(kind, place);
        Files.createDirectories(file(kind).getParent());
        Files.move(from, file(kind), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts a complete folder in the place of whatever is there; at no moment is there half of it. */
    void rebuild(PolicySet set) throws IOException {
        Path aside = root.resolveSibling("aside");
        Path old = root.resolveSibling("old");
        build(aside, set);
        if (Files.exists(root)) {
            Files.move(root, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(aside, root, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    private void build(Path top, PolicySet set) throws IOException {
        for (String kind : kinds()) {
            if (!MOUNTED.contains(kind)) {
                Path file = top.resolve(root.relativize(file(kind)));
                Files.createDirectories(file.getParent());
                Files.writeString(file, PolicySet.text(kind, set.version(kind)));
            }
        }
        mount(top.resolve("mounted"), mountedTexts(set));
        Files.createDirectories(top.resolve(RELATIONS).getParent());
        Files.writeString(top.resolve(RELATIONS), PolicySet.relations());
    }

    /** Replaces the directory of the many files by a new one. */
    void replaceBulk(PolicySet set) throws IOException {
        Path fresh = Files.createDirectory(root.resolve(".bulk-new"));
        for (String kind : bulk) {
            Files.writeString(fresh.resolve(kind + ".yaml"), PolicySet.text(kind, set.version(kind)));
        }
        beginSequence();
        Files.move(root.resolve("bulk"), root.resolve(".bulk-old"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(fresh, root.resolve("bulk"), StandardCopyOption.ATOMIC_MOVE);
        tick();
        delete(root.resolve(".bulk-old"));
    }

    /** Deletes a file or a whole tree. */
    void delete(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.deleteIfExists(path);
            return;
        }
        beginSequence();
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
            tick();
        }
    }

    /** Deletes the files below the root and leaves the directories. */
    void deleteFiles() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(path -> !Files.isDirectory(path)).toList();
        }
        beginSequence();
        for (Path file : files) {
            Files.deleteIfExists(file);
            tick();
        }
    }

    static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** Forgets the pauses so far. */
    void resetPause() {
        longestPause = 0;
    }

    private void beginSequence() {
        lastWrite = System.nanoTime();
    }

    private void tick() {
        long now = System.nanoTime();
        longestPause = Math.max(longestPause, now - lastWrite);
        lastWrite = now;
    }

    /** How long the machine kept this writer from going on, which nobody can tell from the end of its work. */
    Duration longestPause() {
        return Duration.ofNanos(longestPause);
    }
}
