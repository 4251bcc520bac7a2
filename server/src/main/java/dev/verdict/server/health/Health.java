package dev.verdict.server.health;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/** Whether the services serve: all of them from the start until the decision point drains. Safe for use by several threads. */
public final class Health {
    private final Set<String> services;
    private final Set<Consumer<Boolean>> watchers = new CopyOnWriteArraySet<>();
    private volatile boolean serving = true;

    /** Of the services with these names, and of the whole, whose name is empty. */
    public Health(List<String> names) {
        services = Set.copyOf(names);
    }

    public boolean isServing() {
        return serving;
    }

    /** Whether there is such a service. */
    public boolean knows(String service) {
        return service.isEmpty() || services.contains(service);
    }

    /** The names of the services; the whole is not among them. */
    public Set<String> services() {
        return services;
    }

    /** Tells {@code watcher} of every change from now on. */
    public void watch(Consumer<Boolean> watcher) {
        watchers.add(watcher);
    }

    public void unwatch(Consumer<Boolean> watcher) {
        watchers.remove(watcher);
    }

    /** Ends the serving for good. */
    public void drain() {
        serving = false;
        watchers.forEach(watcher -> watcher.accept(false));
    }
}
