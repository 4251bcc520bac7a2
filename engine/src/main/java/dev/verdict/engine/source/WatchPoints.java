package dev.verdict.engine.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the places whose change can change what a path leads to. Not for use by several threads. */
final class WatchPoints {
    private static final int MAX_HOPS = 40;

    private final Set<WatchPoint> points = new HashSet<>();
    private final Map<Path, @Nullable Object> identities = new HashMap<>();

    void directory(Path directory, @Nullable Object identity) {
        points.add(new WatchPoint(directory, null, identity));
    }

    /** Every link on the way from {@code base} to {@code relative}, and the last entry or the first missing one. */
    void chain(Path base, Path relative) {
        Deque<Path> pending = new ArrayDeque<>();
        push(relative, pending);
        Path at = base;
        int hops = 0;
        while (!pending.isEmpty()) {
            String name = pending.removeFirst().toString();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                at = at.getParent() == null ? at : at.getParent();
                continue;
            }
            Path next = at.resolve(name);
            Path target = null;
            try {
                if (Files.readAttributes(next, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isSymbolicLink()) {
                    target = Files.readSymbolicLink(next);
                }
            } catch (IOException missing) {
                point(at, name);
                return;
            }
            if (target == null) {
                if (pending.isEmpty()) {
                    point(at, name);
                }
                at = next;
                continue;
            }
            point(at, name);
            if (++hops > MAX_HOPS) {
                return;
            }
            push(target, pending);
            Path top = target.getRoot();
            at = top == null ? at : top;
        }
    }

    Set<WatchPoint> points() {
        return points;
    }

    private void point(Path directory, String name) {
        points.add(new WatchPoint(directory, name, identities.computeIfAbsent(directory, WatchPoints::identityOf)));
    }

    private static @Nullable Object identityOf(Path directory) {
        try {
            return Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        } catch (IOException gone) {
            return null;
        }
    }

    private static void push(Path path, Deque<Path> pending) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            pending.addFirst(path.getName(i));
        }
    }
}
