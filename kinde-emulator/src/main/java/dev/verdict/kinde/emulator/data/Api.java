package dev.verdict.kinde.emulator.data;

import java.util.List;

/** An API that is registered with the environment. */
public record Api(String audience, String name, List<String> scopes) {
    public Api {
        scopes = List.copyOf(scopes);
    }
}
