package dev.verdict.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** A file that the command line names, or standard input. */
final class InputFile {
    private InputFile() {}

    /** All of it; {@code name} is relative to the working directory, or {@link StandardInput#NAME}. */
    static byte[] bytes(Surroundings surroundings, String name) {
        return bytes(surroundings, name, Integer.MAX_VALUE);
    }

    /** Its first {@code max} bytes as UTF-8. */
    static String text(Surroundings surroundings, String name, int max) {
        return new String(bytes(surroundings, name, max), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Surroundings surroundings, String name, int max) {
        boolean piped = name.equals(StandardInput.NAME);
        try (InputStream in = piped
                ? surroundings.in()
                : Files.newInputStream(surroundings.workingDirectory().resolve(name))) {
            return in.readNBytes(max);
        } catch (NoSuchFileException e) {
            throw CommandFailure.of("there is no file `" + name + "`");
        } catch (IOException e) {
            String what = piped ? "standard input" : "the file `" + name + "`";
            throw CommandFailure.of(what + " cannot be read: " + e.getMessage());
        }
    }
}
