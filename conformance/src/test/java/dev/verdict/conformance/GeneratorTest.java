package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.generate.Grammar;
import dev.verdict.conformance.generate.RequestGenerator;
import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.generate.StoreGenerator;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private final Grammar grammar = Grammar.load();
    private final StoreGenerator stores = new StoreGenerator(grammar);

    @Test
    void aSeedAlwaysGivesTheSameStoreAndRequests() {
        Store first = stores.generate(42, 3);
        Store second = stores.generate(42, 3);
        assertThat(second.files()).isEqualTo(first.files());
        assertThat(second.settings()).isEqualTo(first.settings());
        assertThat(new RequestGenerator(second, 7).next()).isEqualTo(new RequestGenerator(first, 7).next());
    }

    @Test
    void aFewStoresMentionEveryFunction() {
        var mentioned = new HashSet<String>();
        for (int number = 0; number < 120; number++) {
            stores.generate(number * 31L, number)
                    .expressions()
                    .values()
                    .forEach(expression -> mentioned.addAll(expression.functions()));
        }
        assertThat(mentioned).containsAll(grammar.functions());
    }
}
