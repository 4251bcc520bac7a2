package dev.verdict.engine.live;

import dev.verdict.engine.source.WatchPoint;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifications of the operating system about the places of a tree; without them only the time passes. For one thread. */
final class DirectoryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

    private final @Nullable WatchService service;
    private final Map<Path, Registration> registrations = new HashMap<>();
    private Set<WatchPoint> followed = Set.of();
    private Map<Path, List<WatchPoint>> pointsByDirectory = Map.of();
    private volatile boolean complete;

    private record Registration(WatchKey key, @Nullable Object identity) {}

    private DirectoryWatch(@Nullable WatchService service) {
        this.service = service;
        this.complete = service != null;
    }

    static DirectoryWatch open() {
        try {
            return new DirectoryWatch(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("no file system notifications, changes are found by polling: {}", e.getMessage());
            return new DirectoryWatch(null);
        }
    }

    /** False when some change is only found by polling. */
    boolean isComplete() {
        return complete;
    }

    /** Watches these places and no others; true when one is new, so that changes before this call may have been missed. */
    boolean follow(Set<WatchPoint> points) {
        if (service == null || (points.equals(followed) && allRegistered())) {
            return false;
        }
        followed = points;
        pointsByDirectory = points.stream().collect(Collectors.groupingBy(WatchPoint::directory));
        boolean added = false;
        boolean all = true;
        Set<Path> wanted = new HashSet<>();
        for (WatchPoint point : points) {
            if (!wanted.add(point.directory())) {
                continue;
            }
            Registration known = registrations.get(point.directory());
            if (known != null && known.key.isValid() && Objects.equals(known.identity, point.identity())) {
                continue;
            }
            WatchKey key = register(service, point.directory());
            all &= key != null;
            added |= key != null;
            if (key == null) {
                registrations.remove(point.directory());
            } else {
                registrations.put(point.directory(), new Registration(key, point.identity()));
            }
        }
        dropAllBut(wanted);
        complete = all;
        return added;
    }

    /** False as well when a directory could not be watched, which is worth another try. */
    private boolean allRegistered() {
        return registrations.keySet().equals(pointsByDirectory.keySet())
                && registrations.values().stream().allMatch(registration -> registration.key.isValid());
    }

    private @Nullable WatchKey register(WatchService to, Path directory) {
        try {
            return directory.register(
                    to,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return null;
        } catch (IOException | UnsupportedOperationException e) {
            if (complete) {
                LOG.warn("cannot watch {}, its changes are found by polling: {}", directory, e.getMessage());
            }
            return null;
        }
    }

    /** A moved directory keeps its key under its new path, so a key is cancelled only when no path uses it. */
    private void dropAllBut(Set<Path> wanted) {
        List<Registration> dropped = new ArrayList<>();
        registrations.entrySet().removeIf(entry -> !wanted.contains(entry.getKey()) && dropped.add(entry.getValue()));
        Set<WatchKey> used = new HashSet<>();
        registrations.values().forEach(registration -> used.add(registration.key));
        for (Registration registration : dropped) {
            if (!used.contains(registration.key)) {
                registration.key.cancel();
            }
        }
    }

    /** The paths that changed, as soon as there is one that matters; none when the time is over. */
    List<String> await(long nanos) throws InterruptedException {
        if (service == null) {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return List.of();
        }
        long deadline = System.nanoTime() + nanos;
        List<String> changed = new ArrayList<>();
        WatchKey key = service.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        while (key != null) {
            collect(key, changed);
            long left = deadline - System.nanoTime();
            key = changed.isEmpty() && left > 0 ? service.poll(left, TimeUnit.NANOSECONDS) : service.poll();
        }
        return changed;
    }

    private void collect(WatchKey key, List<String> changed) {
        Path directory = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
            boolean contentOnly = StandardWatchEventKinds.ENTRY_MODIFY.equals(event.kind());
            if (!(event.context() instanceof Path entry) || matters(directory, entry.toString(), contentOnly)) {
                changed.add(
                        event.context() instanceof Path entry
                                ? directory.resolve(entry).toString()
                                : directory.toString());
            }
        }
        if (!key.reset()) {
            changed.add(directory.toString());
        }
    }

    private boolean matters(Path directory, String entry, boolean contentOnly) {
        if (pointsByDirectory.containsKey(directory.resolve(entry))) {
            // A change of the permissions of a directory is reported as a change of its content.
            return true;
        }
        List<WatchPoint> points = pointsByDirectory.get(directory);
        // A moved directory reports under its old path, which no point names any more.
        return points == null || points.stream().anyMatch(point -> point.concerns(entry, contentOnly));
    }

    @Override
    public void close() {
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("closing the file system notifications failed", e);
            }
        }
    }
}
