package dev.verdict.engine.source;

import dev.verdict.policy.diagnostic.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a policy folder. Links are followed only to places inside the root, and nothing but regular files is
 * opened. Not for use by several threads.
 */
final class DiskScan {
    private static final int READ_ATTEMPTS = 2;

    private final Path root;
    private final DiskLimits limits;
    private final Map<String, SourceFile> earlierPolicies;
    private final Map<String, SourceFile> earlierSchemas;
    private final TreeBuilder tree = new TreeBuilder();
    private final WatchPoints watchPoints = new WatchPoints();
    private final Map<Path, FileStamp> directories = new LinkedHashMap<>();
    private final Map<Path, Path> links = new HashMap<>();
    private final Set<Path> followed = new HashSet<>();
    private Path realRoot;
    private int files;
    private long totalBytes;
    private boolean overLimit;
    private boolean changed;

    DiskScan(Path root, DiskLimits limits, SourceTree earlier) {
        this.root = root;
        this.realRoot = root;
        this.limits = limits;
        this.earlierPolicies = byPath(earlier.policies());
        this.earlierSchemas = byPath(earlier.schemas());
    }

    SourceTree run() {
        Path top = root.getRoot();
        if (top != null) {
            watchPoints.chain(top, top.relativize(root));
        }
        try {
            realRoot = root.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(realRoot, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                walk(new Folder(realRoot, "", 0, false), attributes);
            } else {
                tree.error(Code.UNREADABLE_FILE, "", "`" + shown(root) + "` is not a directory");
            }
        } catch (NoSuchFileException e) {
            tree.error(Code.UNREADABLE_FILE, "", "the policy directory `" + shown(root) + "` does not exist");
        } catch (IOException e) {
            tree.error(Code.UNREADABLE_FILE, "", "the policy directory `" + shown(root) + "` " + reason(e));
        }
        return tree.build(watchPoints.points(), rearranged());
    }

    private Instant rearranged() {
        return directories.values().stream()
                .map(stamp -> stamp.modified().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** True when nothing was added, removed, renamed or relinked while the walk went on. */
    boolean stayedTheSame() {
        if (changed) {
            return false;
        }
        try {
            for (Map.Entry<Path, FileStamp> entry : directories.entrySet()) {
                if (!entry.getValue().equals(stampOf(entry.getKey()))) {
                    return false;
                }
            }
            for (Map.Entry<Path, Path> link : links.entrySet()) {
                if (!link.getValue().equals(link.getKey().toRealPath())) {
                    return false;
                }
            }
            return directories.isEmpty() || root.toRealPath().equals(realRoot);
        } catch (IOException gone) {
            return false;
        }
    }

    /** A directory to walk; {@code path} is the name that its files get in the tree. */
    private record Folder(Path directory, String path, int depth, boolean schemas) {
        String pathOf(String name) {
            return path.isEmpty() ? name : path + "/" + name;
        }

        Folder below(Path child, String name, boolean holdsSchemas) {
            return new Folder(child, pathOf(name), depth + 1, holdsSchemas);
        }
    }

    private void walk(Folder folder, BasicFileAttributes attributes) {
        if (folder.depth > limits.maxDepth()) {
            tree.error(
                    Code.TOO_DEEP, folder.path, "directories are nested deeper than " + limits.maxDepth() + " levels");
            return;
        }
        directories.put(folder.directory, FileStamp.of(attributes));
        watchPoints.directory(folder.directory, attributes.fileKey());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.directory)) {
            for (Path entry : entries) {
                if (overLimit) {
                    return;
                }
                visit(folder, entry);
            }
        } catch (DirectoryIteratorException e) {
            unreadable(folder.path, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            unreadable(folder.path, e);
        }
    }

    private void visit(Folder folder, Path entry) {
        String name = String.valueOf(entry.getFileName());
        if (Layout.isHidden(name)) {
            return;
        }
        String path = folder.pathOf(name);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                visitLink(folder, entry, name);
            } else if (attributes.isDirectory()) {
                visitDirectory(folder, entry, name, attributes);
            } else {
                visitFile(folder, entry, name, attributes);
            }
        } catch (NoSuchFileException e) {
            changed = true;
        } catch (IOException e) {
            unreadable(path, e);
        }
    }

    private void visitDirectory(Folder folder, Path directory, String name, BasicFileAttributes attributes) {
        boolean schemaRoot = folder.depth == 0 && name.equals(Layout.SCHEMAS);
        if (!folder.schemas && Layout.isSkippedDirectory(name)) {
            return;
        }
        if (!Layout.isPrintable(name)) {
            tree.warn(Code.UNREADABLE_FILE, folder.pathOf(name), "a name with unprintable characters is ignored");
        } else if (!folder.schemas && !schemaRoot && name.equals(Layout.SCHEMAS)) {
            tree.misplacedSchemas(folder.pathOf(name));
        } else {
            walk(folder.below(directory, name, folder.schemas || schemaRoot), attributes);
        }
    }

    private void visitLink(Folder folder, Path link, String name) throws IOException {
        String path = folder.pathOf(name);
        watchPoints.chain(folder.directory, link.getFileName());
        Path target;
        try {
            target = link.toRealPath();
        } catch (NoSuchFileException e) {
            if (isWanted(folder, name)) {
                tree.error(Code.UNREADABLE_FILE, path, "the link leads to nothing");
            }
            return;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            tree.warn(Code.SYMLINK_REFUSED, path, "the link leads back to itself and is ignored");
            return;
        }
        links.put(link, target);
        if (!target.startsWith(realRoot)) {
            tree.warn(Code.SYMLINK_REFUSED, path, "the link leaves the policy directory and is ignored");
            return;
        }
        BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
        if (!attributes.isDirectory()) {
            visitFile(folder, target, name, attributes);
        } else if (isWalkedOnlyByLink(folder, target, name) && followed.add(target)) {
            visitDirectory(folder, target, name, attributes);
        }
    }

    /** A directory that the walk meets under its own name is not read a second time: its policies would be duplicates. */
    private boolean isWalkedOnlyByLink(Folder folder, Path target, String name) {
        if (folder.depth == 0 && name.equals(Layout.SCHEMAS)) {
            return !target.equals(realRoot);
        }
        for (Path part : realRoot.relativize(target)) {
            if (Layout.isHidden(part.toString()) && !part.toString().isEmpty()) {
                return !folder.directory.startsWith(target);
            }
        }
        return false;
    }

    private void visitFile(Folder folder, Path file, String name, BasicFileAttributes attributes) throws IOException {
        String path = folder.pathOf(name);
        if (!isWanted(folder, name)) {
            return;
        }
        if (!Layout.isPrintable(name)) {
            tree.warn(Code.UNREADABLE_FILE, path, "a name with unprintable characters is ignored");
        } else if (!attributes.isRegularFile()) {
            tree.warn(Code.UNREADABLE_FILE, path, "not a regular file, ignored");
        } else if (attributes.size() > limits.maxFileBytes()) {
            tooLarge(path);
        } else if (withinLimits(attributes.size())) {
            String id = folder.schemas ? path.substring(Layout.SCHEMAS.length() + 1) : path;
            SourceFile read = read(id, path, file, attributes, folder.schemas ? earlierSchemas : earlierPolicies);
            if (read != null && folder.schemas) {
                tree.schema(read);
            } else if (read != null) {
                tree.policy(read);
            }
        }
    }

    private static boolean isWanted(Folder folder, String name) {
        return folder.schemas ? Layout.isSchemaFile(name) : Layout.isPolicyFile(name);
    }

    private boolean withinLimits(long size) {
        files++;
        totalBytes += size;
        if (files > limits.maxFiles()) {
            tree.error(Code.TOO_MANY_DOCUMENTS, "", "more than " + limits.maxFiles() + " files");
            overLimit = true;
        } else if (totalBytes > limits.maxTotalBytes()) {
            tree.error(Code.TOO_LARGE, "", "more than " + limits.maxTotalBytes() + " bytes in all files together");
            overLimit = true;
        }
        return !overLimit;
    }

    private @Nullable SourceFile read(
            String id, String path, Path file, BasicFileAttributes found, Map<String, SourceFile> earlier)
            throws IOException {
        FileStamp before = FileStamp.of(found);
        SourceFile known = earlier.get(id);
        // Taking a permission away leaves the stamp as it is, but the next start would fail.
        if (known != null && known.isStill(before) && Files.isReadable(file)) {
            return known;
        }
        for (int attempt = 1; ; attempt++) {
            Instant readAt = Instant.now();
            byte[] content;
            try (InputStream in = Files.newInputStream(file)) {
                content = in.readNBytes(limits.maxFileBytes() + 1);
            }
            if (content.length > limits.maxFileBytes()) {
                tooLarge(path);
                return null;
            }
            FileStamp after = stampOf(file);
            boolean whole = after.equals(before) && content.length == after.size();
            if (whole || attempt == READ_ATTEMPTS) {
                boolean reusable = whole && after.isSafe(readAt);
                return SourceFile.read(id, content, after.modified().toInstant(), reusable ? after : null);
            }
            before = after;
        }
    }

    private void tooLarge(String path) {
        tree.error(Code.TOO_LARGE, path, "the file is larger than " + limits.maxFileBytes() + " bytes");
    }

    private void unreadable(String path, IOException e) {
        if (e instanceof NoSuchFileException) {
            changed = true;
        } else {
            tree.error(Code.UNREADABLE_FILE, path, reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "cannot be read: permission denied";
        }
        String detail = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return "cannot be read: " + Layout.printable(detail == null ? "input/output error" : detail);
    }

    private static String shown(Path path) {
        return Layout.printable(path.toString());
    }

    private static FileStamp stampOf(Path path) throws IOException {
        return FileStamp.of(Files.readAttributes(path, BasicFileAttributes.class));
    }

    private static Map<String, SourceFile> byPath(List<SourceFile> files) {
        Map<String, SourceFile> byPath = HashMap.newHashMap(files.size());
        files.forEach(file -> byPath.put(file.path(), file));
        return byPath;
    }
}
