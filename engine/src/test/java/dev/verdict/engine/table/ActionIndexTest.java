package dev.verdict.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.glob.Glob;
import dev.verdict.policy.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ActionIndexTest {
    private static final List<String> PATTERNS =
            List.of("view", "edit", "*", "edit:*", "v*", "**", "a:b", "a:**", "{view,edit}*", "lit?", "*w");
    private static final List<String> ACTIONS =
            List.of("view", "edit", "edit:x", "edit:x:y", "a:b", "a:b:c", "lit?", "litx", "new", "", "other");

    @Provide
    Arbitrary<List<List<String>>> rules() {
        return Arbitraries.of(PATTERNS)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void theIndexFindsExactlyWhatTryingEveryRowFinds(@ForAll("rules") List<List<String>> rules) {
        ActionIndex<ResourceRow> index = new ActionIndex<>(rows(rules));

        for (String action : ACTIONS) {
            assertThat(index.candidates(action)).as(action).isEqualTo(index.scan(action));
        }
    }

    private static List<ResourceRow> rows(List<List<String>> rules) {
        List<ResourceRow> rows = new ArrayList<>();
        for (List<String> actions : rules) {
            List<Glob> globs = actions.stream().map(Glob::ofRule).toList();
            rows.add(new ResourceRow(
                    false, false, globs, List.of(), List.of(), null, null, Span.wholeFile("f" + rows.size())));
        }
        return rows;
    }
}
