package dev.verdict.kinde.token;

import dev.verdict.kinde.token.KeySetConfig.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        String text;
        try {
            text = Files.readString(source.file());
        } catch (IOException e) {
            return missing("failed to open keyset file `" + source.file() + "`");
        }
        return parse(config, text, source.pem());
    }

    static LocalKeys data(KeySetConfig config, Source.LocalData source) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(source.base64());
        } catch (IllegalArgumentException e) {
            return missing("the data of key set `" + config.id() + "` is not base64");
        }
        return parse(config, new String(bytes, StandardCharsets.UTF_8), source.pem());
    }

    private static LocalKeys parse(KeySetConfig config, String text, boolean pem) {
        KeyRingParser parser = new KeyRingParser(config);
        try {
            return new LocalKeys(new KeyLookup.Found(pem ? parser.pem(text) : parser.json(text)));
        } catch (RefusedToken e) {
            return missing(e.result().reason());
        }
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
}
