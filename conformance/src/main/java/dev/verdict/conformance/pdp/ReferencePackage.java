package dev.verdict.conformance.pdp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Where the npm packages of the conformance tests are: the reference binary and the JavaScript clients. */
public sealed interface ReferencePackage {
    /** The executable is there. */
    record Found(Path binary, Path npmFolder) implements ReferencePackage {}

    /** It cannot be had on this machine; {@code reason} is for people. */
    record Missing(String reason) implements ReferencePackage {}

    /** Finds the packages, installing them into {@code npm/node_modules} when they are not there yet. */
    static ReferencePackage locate() {
        Path npm = npmFolder();
        Path binary = npm.resolve("node_modules/@cerbos/cerbos-linux-x64/cerbos-linux-x64");
        if (Files.isExecutable(binary)) {
            return new Found(binary, npm);
        }
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (!os.contains("linux") || !System.getProperty("os.arch", "").equals("amd64")) {
            return new Missing("the reference is only packaged for Linux on x64, this is " + os);
        }
        String failure = install(npm);
        if (!failure.isEmpty()) {
            return new Missing(failure);
        }
        return Files.isExecutable(binary) ? new Found(binary, npm) : new Missing("npm installed no " + binary);
    }

    private static Path npmFolder() {
        Path here = Path.of("").toAbsolutePath();
        Path inModule = here.resolve("npm");
        return Files.exists(inModule.resolve("package.json")) ? inModule : here.resolve("conformance/npm");
    }

    private static String install(Path npm) {
        try {
            Path log = Files.createTempFile("npm", ".log");
            Process process = new ProcessBuilder("npm", "ci", "--ignore-scripts")
                    .directory(npm.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            if (ended && process.exitValue() == 0) {
                Files.delete(log);
                return "";
            }
            process.destroyForcibly();
            return "npm ci failed in " + npm + ": " + Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "npm cannot be run: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while npm ran";
        }
    }
}
