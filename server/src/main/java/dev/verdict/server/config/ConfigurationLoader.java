package dev.verdict.server.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration: the file, the overrides on top of it, then the variables in both. All errors of one run are
 * collected. Immutable and thread-safe.
 */
public final class ConfigurationLoader {
    /** Name of the built-in configuration, in place of a file. */
    public static final String BUILT_IN = "__default__";

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.place().source())
            .thenComparingInt(problem -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private final Map<String, String> environment;
    private final Path workingDirectory;

    /**
     * A loader for one process.
     *
     * @param environment for variables in values and for {@code VERDICT_CONFIG} and {@code CERBOS_CONFIG}
     * @param workingDirectory what relative paths start from
     */
    public ConfigurationLoader(Map<String, String> environment, Path workingDirectory) {
        this.environment = Map.copyOf(environment);
        this.workingDirectory = Objects.requireNonNull(workingDirectory, "workingDirectory");
    }

    /**
     * Reads {@code file}, or the file that the environment names, or the built-in configuration.
     *
     * @param file as the user named it, or null
     * @param overrides each {@code key.path=value}, several separated by commas
     */
    public ConfigurationResult load(@Nullable String file, List<String> overrides) {
        String named = file != null ? file : fileOfEnvironment();
        if (named == null || named.equals(BUILT_IN)) {
            return build(builtIn(), overrides, "", new ArrayList<>());
        }
        try {
            String text = Files.readString(workingDirectory.resolve(named), StandardCharsets.UTF_8);
            return loadText(text, named, overrides);
        } catch (NoSuchFileException e) {
            return rejected(named, "there is no such configuration file");
        } catch (MalformedInputException e) {
            return rejected(named, "the configuration file is not UTF-8");
        } catch (IOException e) {
            return rejected(named, "the configuration file cannot be read: " + e.getMessage());
        }
    }

    /** Reads {@code text} as if it were in a file called {@code source}. */
    public ConfigurationResult loadText(String text, String source, List<String> overrides) {
        List<Problem> errors = new ArrayList<>();
        ConfigNode.Mapping tree = YamlTree.read(text, source, errors::add);
        return errors.isEmpty() ? build(tree, overrides, text, errors) : rejected(errors, text, source);
    }

    /** Reads a duration as configuration files and flags write it; null when {@code text} is none. */
    public static @Nullable Duration duration(String text) {
        return GoDuration.parse(text);
    }

    private @Nullable String fileOfEnvironment() {
        return Optional.ofNullable(environment.get("VERDICT_CONFIG"))
                .or(() -> Optional.ofNullable(environment.get("CERBOS_CONFIG")))
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    private ConfigurationResult build(
            ConfigNode.Mapping tree, List<String> overrides, String text, List<Problem> errors) {
        List<Problem> warnings = new ArrayList<>();
        ConfigNode.Mapping merged = tree.mergedWith(Overrides.parse(overrides, errors::add));
        ConfigNode.Mapping expanded = new VariableExpansion(environment, errors::add).expand(merged);
        Values values = new SectionCheck(errors::add, warnings::add).check(expanded);
        String source = tree.place().source();
        if (!errors.isEmpty()) {
            return rejected(errors, text, source);
        }
        Configuration configuration = new SettingsBuilder(values, workingDirectory, errors::add, warnings::add).build();
        return configuration == null || !errors.isEmpty()
                ? rejected(errors, text, source)
                : new ConfigurationResult.Loaded(configuration, presented(warnings, text, source));
    }

    private static ConfigurationResult rejected(String source, String message) {
        return new ConfigurationResult.Rejected(List.of(new Problem(Place.whole(source), message)));
    }

    private static ConfigurationResult rejected(List<Problem> errors, String text, String source) {
        return new ConfigurationResult.Rejected(presented(errors, text, source));
    }

    private static List<Problem> presented(List<Problem> problems, String text, String source) {
        List<String> lines = text.lines().toList();
        return problems.stream()
                .map(problem -> problem.withExcerpt(excerpt(problem.place(), lines, source)))
                .sorted(BY_PLACE)
                .toList();
    }

    private static @Nullable String excerpt(Place place, List<String> lines, String source) {
        if (!place.source().equals(source) || place.line() == 0 || place.line() > lines.size()) {
            return null;
        }
        String line = lines.get(place.line() - 1);
        int before = Math.min(place.column() - 1, line.length());
        int length = Math.max(1, Math.min(place.length(), line.length() - before));
        String number = Integer.toString(place.line());
        return "  " + number + " | " + line + "\n  " + " ".repeat(number.length()) + " | " + " ".repeat(before)
                + "^".repeat(length);
    }

    /** What the reference starts with when no file is named: the folder {@code policies}, watched. */
    private static ConfigNode.Mapping builtIn() {
        Place place = Place.whole("built-in configuration");
        var disk = new LinkedHashMap<String, ConfigNode.Entry>();
        disk.put("directory", entry("policies", place));
        disk.put("watchForChanges", entry("true", place));
        var storage = new LinkedHashMap<String, ConfigNode.Entry>();
        storage.put("driver", entry("disk", place));
        storage.put("disk", new ConfigNode.Entry(place, new ConfigNode.Mapping(disk, place)));
        var root = new LinkedHashMap<String, ConfigNode.Entry>();
        root.put("storage", new ConfigNode.Entry(place, new ConfigNode.Mapping(storage, place)));
        return new ConfigNode.Mapping(root, place);
    }

    private static ConfigNode.Entry entry(String text, Place place) {
        return new ConfigNode.Entry(place, new ConfigNode.Scalar(text, false, place));
    }
}
