package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.compare.Responses;
import dev.verdict.conformance.json.Json;
import dev.verdict.conformance.json.Yaml;
import dev.verdict.conformance.pdp.Launch;
import dev.verdict.conformance.pdp.ReferencePackage;
import dev.verdict.conformance.pdp.ReferenceServer;
import dev.verdict.conformance.pdp.VerdictInProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JavaScript SDKs and a grpc-java client see no difference between Verdict and the reference. */
class ClientsTest {
    private static final Path CALLS = Path.of("src/test/resources/clients/calls.yaml");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void realClientsGetEqualResultsFromBothServers() throws Exception {
        var found = References.locate("real clients against both servers");
        if (found.isPresent()) {
            compare(found.get());
        }
    }

    private void compare(ReferencePackage.Found found) throws Exception {
        var tokens = new Tokens();
        Map<String, @Nullable Object> tree = Yaml.parseObject(tokens.fillIn(Files.readString(CALLS)));
        Map<String, String> files = files(tree);
        Map<String, @Nullable Object> settings = settings(tokens);
        List<@Nullable Object> calls = Json.list(tree.get("calls"));
        Launch reference = new ReferenceServer(found.binary()).start(files, settings);
        Launch verdict = new VerdictInProcess().start(files, settings);
        assertThat(reference).isInstanceOf(Launch.Running.class);
        assertThat(verdict).isInstanceOf(Launch.Running.class);
        var first = (Launch.Running) reference;
        var second = (Launch.Running) verdict;
        try (var referencePdp = first.pdp();
                var verdictPdp = second.pdp()) {
            assertThat(List.of(referencePdp, verdictPdp)).doesNotContainNull();
            for (String kind : List.of("http", "grpc")) {
                Map<String, @Nullable Object> expected =
                        withoutReasons(javaScript(found.npmFolder(), kind, first, calls));
                assertThat(expected).hasSameSizeAs(calls);
                assertThat(withoutReasons(javaScript(found.npmFolder(), kind, second, calls)))
                        .as(kind)
                        .isEqualTo(expected);
            }
            assertThat(Responses.normal(withoutReasons(new GrpcJavaClient(second.grpc()).run(calls))))
                    .isEqualTo(Responses.normal(withoutReasons(new GrpcJavaClient(first.grpc()).run(calls))));
        }
    }

    private static Map<String, @Nullable Object> javaScript(
            Path npm, String kind, Launch.Running server, List<@Nullable Object> calls)
            throws IOException, InterruptedException {
        String target = kind.equals("grpc") ? server.grpc() : server.http().toString();
        Process process = new ProcessBuilder("node", "clients/run.mjs", kind, target)
                .directory(npm.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(Json.write(calls));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Json.object(Responses.normal(Json.parse(output)));
    }

    private static Map<String, String> files(Map<String, @Nullable Object> tree) {
        var files = new LinkedHashMap<String, String>();
        for (Object policy : Json.list(tree.get("policies"))) {
            files.put("p%02d.yaml".formatted(files.size()), Yaml.write(Json.object(policy)));
        }
        Json.object(tree.get("schemas")).forEach((name, schema) -> files.put("_schemas/" + name, Json.write(schema)));
        return files;
    }

    private Map<String, @Nullable Object> settings(Tokens tokens) throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.json"), tokens.keySet());
        var keySets = new ArrayList<@Nullable Object>();
        keySets.add(Map.of("id", "local", "local", Map.of("file", keys.toString())));
        var settings = new LinkedHashMap<String, @Nullable Object>();
        settings.put("auxData", Map.of("jwt", Map.of("keySets", keySets)));
        settings.put("schema", Map.of("enforcement", "warn"));
        return settings;
    }

    /** Only Verdict says in the details why it refused a token. */
    private static Map<String, @Nullable Object> withoutReasons(Map<String, @Nullable Object> results) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        results.forEach((name, result) -> {
            if (result instanceof Map<?, ?> answer && "invalid auxData".equals(answer.get("message"))) {
                plain.put(name, answer.get("code") + " " + answer.get("message"));
            } else {
                plain.put(name, result);
            }
        });
        return plain;
    }
}
