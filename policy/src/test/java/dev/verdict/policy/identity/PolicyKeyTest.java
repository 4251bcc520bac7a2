package dev.verdict.policy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyKeyTest {
    @ParameterizedTest
    @CsvSource({
        "album,album",
        "album:object,album_object",
        "album_object,album_object",
        "a-b/c,a_b_c",
        "a--/-b,a_b",
        "a@b.c,a_b.c",
        "a:b-c:D9,a_b_c_D9",
        "a-,a_",
        "über,über",
        "aü-b,aü-b",
        "x:1,x:1",
        "x:,x:",
        "x::y,x::y",
        "1-a,1-a",
        "_a-b,_a-b",
        "-a,-a",
        "a b-c,a b-c",
        "'',''",
    })
    void regularNamesLoseTheirPunctuation(String name, String sanitised) {
        assertThat(PolicyKey.sanitise(name)).isEqualTo(sanitised);
    }

    @Test
    void keysNameKindVersionAndScope() {
        assertThat(PolicyKey.resource("album:object", "default", "")).isEqualTo("resource.album_object.vdefault");
        assertThat(PolicyKey.resource("album", "1", "a-b.c")).isEqualTo("resource.album.v1/a-b.c");
        assertThat(PolicyKey.principal("svc-export", "default", "x")).isEqualTo("principal.svc_export.vdefault/x");
        assertThat(PolicyKey.role("clerk", "2", "")).isEqualTo("role.clerk.v2");
        assertThat(PolicyKey.derivedRoles("a-b")).isEqualTo("derived_roles.a_b");
        assertThat(PolicyKey.exportVariables("vars")).isEqualTo("export_variables.vars");
        assertThat(PolicyKey.exportConstants("vars")).isEqualTo("export_constants.vars");
    }

    @Test
    void parentsEndAtTheRoot() {
        assertThat(PolicyKey.parents("a.b.c")).containsExactly("a.b", "a", "");
        assertThat(PolicyKey.parents("a")).containsExactly("");
        assertThat(PolicyKey.parents("")).isEmpty();
    }
}
