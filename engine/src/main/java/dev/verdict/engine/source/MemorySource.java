package dev.verdict.engine.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Policies given as text. */
record MemorySource(Map<String, String> texts) implements PolicySource {
    MemorySource {
        texts = Map.copyOf(texts);
    }

    @Override
    public String description() {
        return "memory";
    }

    @Override
    public SourceTree scan(SourceTree previous) {
        TreeBuilder tree = new TreeBuilder();
        texts.forEach((path, text) -> tree.place(path, text.getBytes(StandardCharsets.UTF_8)));
        return tree.build(Set.of(), Instant.EPOCH);
    }
}
