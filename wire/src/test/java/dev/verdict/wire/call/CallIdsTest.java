package dev.verdict.wire.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class CallIdsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(1_469_918_176_385L));

    @Test
    void hasTheTimeInItsFirstTenDigits() {
        CallIds ids = new CallIds(now::get, () -> 0);

        assertThat(ids.next()).isEqualTo("01ARYZ6S410000000000000000");
        assertThat(ids.next()).isEqualTo("01ARYZ6S41000G000000000000").as("the counter has the next 16 bits");
    }

    @Test
    void hasAllRandomBitsAtItsEnd() {
        assertThat(new CallIds(now::get, () -> -1).next()).isEqualTo("01ARYZ6S41000FZZZZZZZZZZZZ");
        assertThat(new CallIds(now::get, () -> 1).next()).endsWith("0001");
        assertThat(new CallIds(now::get, () -> 33).next()).endsWith("0011");
    }

    @Test
    void growsWhenTheClockStandsOrGoesBack() {
        CallIds ids = new CallIds(now::get, () -> 0);
        String first = ids.next();
        String second = ids.next();
        now.updateAndGet(time -> time.minusSeconds(60));
        String third = ids.next();

        assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void isOnlyOfCrockfordsDigits() {
        CallIds ids = new CallIds();
        for (int i = 0; i < 1000; i++) {
            assertThat(ids.next())
                    .hasSize(26)
                    .matches(id -> id.chars().allMatch(c -> "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(c) >= 0));
        }
    }

    @Test
    void threadsNeverGetTheSame() throws InterruptedException {
        CallIds ids = new CallIds(now::get, () -> 0);
        ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();
        List<Thread> threads = List.of(collector(ids, all), collector(ids, all), collector(ids, all));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        Set<String> distinct = new HashSet<>(all);
        assertThat(distinct).hasSize(all.size());
    }

    private static Thread collector(CallIds ids, ConcurrentLinkedQueue<String> target) {
        return new Thread(() -> {
            for (int i = 0; i < 2000; i++) {
                target.add(ids.next());
            }
        });
    }
}
