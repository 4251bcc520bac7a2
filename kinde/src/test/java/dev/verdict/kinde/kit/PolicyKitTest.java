package dev.verdict.kinde.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyKitTest {
    private static final Path RESOURCES = Path.of("src/main/resources/dev/verdict/kinde/kit");

    private static final Path GUIDE = Path.of("../docs/guide/kinde-policies.md");

    @TempDir
    Path folder = Path.of("");

    private static List<String> filesBelow(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void listsAllThatIsThere() throws IOException {
        assertThat(PolicyKit.complete().files().keySet()).containsExactlyInAnyOrderElementsOf(filesBelow(RESOURCES));
        for (Map.Entry<String, String> file : PolicyKit.complete().files().entrySet()) {
            assertThat(file.getValue()).isEqualTo(Files.readString(RESOURCES.resolve(file.getKey())));
        }
    }

    /** The words of the guide that begin with {@code start}. */
    private static Set<String> words(String start) throws IOException {
        Set<String> words = new TreeSet<>();
        Matcher matcher = Pattern.compile(Pattern.quote(start) + "([a-z_]+)").matcher(Files.readString(GUIDE));
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }

    @Test
    void theGuideSpeaksOfWhatIsThere() throws IOException {
        String variables = PolicyKit.complete().files().getOrDefault("kinde/kinde_common_variables.yaml", "");
        String roles = PolicyKit.complete().files().getOrDefault("kinde/kinde_common_roles.yaml", "");

        assertThat(words("V."))
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(variables).contains("\n    " + name + ": "));
        Set<String> named = words("`");
        assertThat(roles.lines().filter(line -> line.startsWith("    - name: ")))
                .hasSize(10)
                .allSatisfy(line -> assertThat(named).contains(line.substring("    - name: ".length())));
    }

    @Test
    void writesWhatItLists() throws IOException {
        Path policies = folder.resolve("not/yet/there");

        KitResult result = PolicyKit.complete().writeTo(policies);

        List<Path> all = PolicyKit.complete().files().keySet().stream()
                .map(policies::resolve)
                .toList();
        assertThat(result).isEqualTo(new KitResult.Written(all, List.of()));
        for (Map.Entry<String, String> file : PolicyKit.complete().files().entrySet()) {
            assertThat(policies.resolve(file.getKey())).hasContent(file.getValue());
        }
        assertThat(filesBelow(policies)).hasSameSizeAs(all);
    }

    @Test
    void aStarterComesWithWhatItNeedsAndWithNoOtherStarter() {
        assertThat(PolicyKit.of(List.of(Starter.MACHINE_CLIENT)).files().keySet())
                .containsExactly(
                        "kinde/kinde_common_variables.yaml",
                        "kinde/kinde_common_roles.yaml",
                        "kinde/kinde_common_check.yaml",
                        "kinde/kinde_common_test.yaml",
                        "kinde/testdata/principals.yaml",
                        "kinde/machine_client.yaml",
                        "kinde/machine_client_test.yaml");
        assertThat(PolicyKit.of(List.of()).files()).hasSize(5);
    }

    @Test
    void aSecondStarterIsAdded() throws IOException {
        PolicyKit first = PolicyKit.of(List.of(Starter.MACHINE_CLIENT));
        PolicyKit second = PolicyKit.of(List.of(Starter.FEATURE_AND_LIMIT));
        first.writeTo(folder);

        KitResult result = second.writeTo(folder);

        List<Path> shared = new ArrayList<>();
        second.files().keySet().stream()
                .filter(first.files()::containsKey)
                .map(folder::resolve)
                .forEach(shared::add);
        assertThat(result)
                .isEqualTo(new KitResult.Written(
                        List.of(
                                folder.resolve("kinde/feature_and_limit.yaml"),
                                folder.resolve("kinde/feature_and_limit_test.yaml")),
                        shared));
    }

    @Test
    void whatSomebodyChangedIsNeverOverwritten() throws IOException {
        PolicyKit kit = PolicyKit.of(List.of(Starter.MACHINE_CLIENT));
        Path changed = folder.resolve("kinde/machine_client.yaml");
        Path emptied = folder.resolve("kinde/testdata/principals.yaml");
        Files.createDirectories(emptied.getParent());
        Files.writeString(changed, kit.files().get("kinde/machine_client.yaml") + "# mine\n");
        Files.writeString(emptied, "");

        assertThat(kit.writeTo(folder)).isEqualTo(new KitResult.Refused(List.of(emptied, changed)));
        assertThat(filesBelow(folder)).hasSize(2);

        KitResult.Written written = kit.writeMissingTo(folder);

        assertThat(written.kept()).containsExactly(emptied, changed);
        assertThat(written.files()).hasSize(kit.files().size() - 2);
        assertThat(changed).content().endsWith("# mine\n");
        assertThat(emptied).isEmptyFile();
    }

    @Test
    void whatIsNoFileIsInTheWay() throws IOException {
        PolicyKit kit = PolicyKit.of(List.of());
        Path link = folder.resolve("kinde/kinde_common_roles.yaml");
        Files.createDirectories(folder.resolve("kinde"));
        Files.createSymbolicLink(link, folder.resolve("nowhere"));

        assertThat(kit.writeTo(folder)).isEqualTo(new KitResult.Refused(List.of(link)));
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("kinde"), "");

        assertThatThrownBy(() -> PolicyKit.complete().writeTo(folder)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).isEmptyFile();
    }
}
