package dev.verdict.kinde.token;

import dev.verdict.kinde.token.KeySetConfig.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that are read once. When that fails, each use says why. */
final class LocalKeys implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(LocalKeys.class);

    private final KeyLookup keys;

    private LocalKeys(KeyLookup keys) {
        this.keys = keys;
    }

    static LocalKeys file(KeySetConfig config, Source.LocalFile source) {
        return file(source.file(), parser(config, source.pem()));
    }

    static LocalKeys file(Path file, KeyReader reader) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            return missing("failed to open keyset file `" + file + "`");
        }
        return text(text, reader);
    }

    static LocalKeys data(KeySetConfig config, Source.LocalData source) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(source.base64());
        } catch (IllegalArgumentException e) {
            return missing("the data of key set `" + config.id() + "` is not base64");
        }
        return text(new String(bytes, StandardCharsets.UTF_8), parser(config, source.pem()));
    }

    static LocalKeys text(String text, KeyReader reader) {
        try {
            return new LocalKeys(new KeyLookup.Found(reader.read(text)));
        } catch (RefusedToken e) {
            return missing(e.reason());
        }
    }

    private static KeyReader parser(KeySetConfig config, boolean pem) {
        KeyRingParser parser = new KeyRingParser(config);
        return pem ? parser::pem : parser::json;
    }

    private static LocalKeys missing(String reason) {
        LOG.warn("Tokens cannot be verified: {}", reason);
        return new LocalKeys(new KeyLookup.Missing(TokenProblem.KEY_SET_INVALID, reason));
    }

    @Override
    public CompletionStage<KeyLookup> current() {
        return CompletableFuture.completedStage(keys);
    }

    @Override
    public CompletionStage<KeyLookup> newer() {
        return current();
    }

    @Override
    public boolean isCurrent(KeyRing ring, long nowMillis) {
        return true;
    }

    @Override
    public KeysState state() {
        return switch (keys) {
            case KeyLookup.Found ignored -> new KeysState(true, null, null);
            case KeyLookup.Missing missing -> new KeysState(false, null, missing.reason());
        };
    }
}
