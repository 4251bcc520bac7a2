package dev.verdict.kinde.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.enrich.People;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DenyListTest {
    private static final Instant NOW = HandTime.START;

    private final DenyList list = new DenyList(3);

    private @Nullable String user(String id) {
        return list.denied(People.stripped(id, "org_1"));
    }

    @Test
    void aFullListForgetsReinstatementsFirst() {
        list.denyUser("a", NOW, "a is out");
        list.reinstateUser("b", NOW.plusSeconds(1));
        list.denyUser("c", NOW, "c is out");
        list.denyUser("d", NOW, "d is out");

        assertThat(user("a")).isEqualTo("a is out");
        assertThat(user("c")).isEqualTo("c is out");
        assertThat(user("d")).isEqualTo("d is out");
        assertThat(list.denyUser("b", NOW, "b is out")).isTrue();
    }

    @Test
    void aListFullOfDenialsForgetsTheOldest() {
        list.denyUser("a", NOW, "a is out");
        list.denyUser("b", NOW, "b is out");
        list.denyUser("c", NOW, "c is out");
        list.denyUser("a", NOW.plusSeconds(1), "a is out again");
        list.denyUser("d", NOW, "d is out");

        assertThat(user("a")).isEqualTo("a is out again");
        assertThat(user("b")).isNull();
        assertThat(user("c")).isEqualTo("c is out");
        assertThat(user("d")).isEqualTo("d is out");
    }

    @Test
    void aNewReinstatementDoesNotPushOutADenial() {
        list.denyUser("a", NOW, "a is out");
        list.denyUser("b", NOW, "b is out");
        list.denyUser("c", NOW, "c is out");
        list.reinstateUser("d", NOW);

        assertThat(user("a")).isEqualTo("a is out");
        assertThat(user("b")).isEqualTo("b is out");
        assertThat(user("c")).isEqualTo("c is out");
    }

    @Test
    void usersAndOrganizationsOfOneNameAreNotMixedUp() {
        list.denyOrganization("x", NOW, "organization x is out");

        assertThat(list.denied(People.stripped("x", "org_1"))).isNull();
        assertThat(list.denied(People.stripped("kp_1", "x"))).isEqualTo("organization x is out");
        assertThat(list.denied(People.machine("b2", "x"))).isEqualTo("organization x is out");
        assertThat(list.reinstateOrganization("x", NOW.plusSeconds(1))).isTrue();
        assertThat(list.denied(People.stripped("kp_1", "x"))).isNull();
    }
}
