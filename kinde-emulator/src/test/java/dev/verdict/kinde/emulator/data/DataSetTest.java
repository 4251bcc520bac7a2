package dev.verdict.kinde.emulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DataSetTest {
    /** A wrong data file and what is said about it. */
    record Wrong(String name, String data, String findings) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wrong> wrongFiles() throws IOException {
        List<Wrong> cases = new ArrayList<>();
        try (InputStream stream = DataSetTest.class.getResourceAsStream("/wrong-data.yaml")) {
            Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(stream);
            if (root instanceof List<?> items) {
                for (Object item : items) {
                    if (item instanceof Map<?, ?> map) {
                        cases.add(new Wrong(
                                String.valueOf(map.get("name")),
                                String.valueOf(map.get("data")),
                                String.valueOf(map.get("findings")).strip()));
                    }
                }
            }
        }
        assertThat(cases).isNotEmpty();
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aWrongFileIsExplained(Wrong wrong) {
        assertThatThrownBy(() -> DataSet.parse("data.yaml", wrong.data()))
                .isInstanceOf(DataSetException.class)
                .hasMessage(wrong.findings());
    }

    @Test
    void thePaperwiseDataHasWhatItIsKnownFor() {
        DataSet data = DataSet.paperwise();
        EnvironmentData paperwise = data.environments().get(0);

        assertThat(data.environments())
                .extracting(EnvironmentData::name, EnvironmentData::customDomain)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("paperwise", "account.localhost"),
                        org.assertj.core.groups.Tuple.tuple("staging", ""));
        assertThat(paperwise.organizations().stream().limit(5))
                .extracting(Organization::name)
                .containsExactly("Default", "Northwind Legal", "Fjord Clinic", "Solo Studio", "Old Mill");
        assertThat(paperwise.users())
                .extracting(user -> user.profile().firstName())
                .containsExactly("Ada", "Bo", "Chidi", "Dana", "Eve", "Farah", "Gus", "Hana", "Jun");
        assertThat(paperwise.applications()).extracting(Application::name).contains("svc-indexer", "nw-agent");
    }

    @Test
    void deepNestingIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> DataSet.parse("data.yaml", "[".repeat(100_000)))
                .isInstanceOf(DataSetException.class)
                .hasMessageStartingWith("data.yaml:1:1: ");
    }
}
