package dev.verdict.conformance.faults;

import static dev.verdict.conformance.faults.PolicyFolder.ORDER;

import dev.verdict.conformance.faults.Injection.Extent;
import dev.verdict.conformance.faults.Injection.Kind;
import dev.verdict.conformance.faults.Injection.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must not happen to the folder: files and directories gone, locked, doubled or half replaced. */
final class FolderFaults {
    private FolderFaults() {}

    static List<Injection> all() {
        return List.of(
                refused(
                        "folder deleted",
                        List.of("does not exist"),
                        scene -> scene.folder().delete(scene.folder().root()),
                        FolderFaults::rebuild),
                refused(
                        "all files deleted",
                        List.of("EMPTY_SET"),
                        scene -> scene.folder().deleteFiles(),
                        FolderFaults::rebuild),
                refused("folder moved away", List.of("does not exist"), FolderFaults::moveAway, FolderFaults::moveBack),
                refused(
                        "imported directory deleted",
                        List.of("MISSING_IMPORT", ".yaml:5:24"),
                        scene -> scene.folder().delete(path(scene, "common")),
                        FolderFaults::restoreRelations),
                refused(
                        "second definition of a policy",
                        List.of("DUPLICATE_POLICY", "shop/order.yaml:3:13", "shop/copy.yaml:3:13"),
                        scene -> Files.copy(scene.folder().file(ORDER), path(scene, "shop/copy.yaml")),
                        FolderFaults::deleteCopy),
                refused(
                        "link to nothing",
                        List.of("shop/order.yaml", "leads to nothing"),
                        FolderFaults::linkToNothing,
                        FolderFaults::unlink),
                refused(
                        "one of many replaced files broken",
                        List.of("bulk/bulk0007.yaml:1:1", "error["),
                        FolderFaults::replaceManyOneBroken,
                        FolderFaults::rewriteBulk),
                refused(
                        "mounted directory flipped to a broken file",
                        List.of("mounted/claim.yaml:2:1", "INVALID_YAML"),
                        FolderFaults::flipToBroken,
                        FolderFaults::flip),
                refused(
                        "mounted directory flipped to one without a file",
                        List.of("mounted/ticket.yaml", "leads to nothing"),
                        scene -> scene.folder().flip(Map.of("claim", scene.text("claim"))),
                        FolderFaults::flip),
                locked("file locked", "shop/order.yaml", "rw-r--r--"),
                locked("directory locked", "shop", "rwxr-xr-x"),
                locked("folder locked", "", "rwxr-xr-x"));
    }

    private static Injection refused(String name, List<String> reason, Step damage, Step repair) {
        return new Injection(name, Kind.REFUSED, reason, damage, repair, Extent.ALWAYS);
    }

    private static Injection locked(String name, String place, String permissions) {
        return refused(
                        name,
                        List.of(place, "permission denied"),
                        scene -> PolicyFolder.permit(path(scene, place), "---------"),
                        scene -> {
                            PolicyFolder.permit(path(scene, place), permissions);
                            scene.folder().write(ORDER, scene.text(ORDER));
                        })
                .withPermissions();
    }

    private static Path path(Scene scene, String place) {
        return scene.folder().root().resolve(place);
    }

    private static void rebuild(Scene scene) throws IOException {
        scene.folder().rebuild(scene.newest());
    }

    private static Path away(Scene scene) {
        return scene.folder().root().resolveSibling("away");
    }

    private static void moveAway(Scene scene) throws IOException {
        Files.move(scene.folder().root(), away(scene), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void moveBack(Scene scene) throws IOException {
        if (Files.exists(away(scene))) {
            Files.move(away(scene), scene.folder().root(), StandardCopyOption.ATOMIC_MOVE);
        }
        scene.folder().write(ORDER, scene.text(ORDER));
    }

    private static void restoreRelations(Scene scene) throws IOException {
        scene.folder().writeRelations();
        scene.folder().write(ORDER, scene.text(ORDER));
    }

    private static void deleteCopy(Scene scene) throws IOException {
        scene.folder().delete(path(scene, "shop/copy.yaml"));
        scene.folder().write(ORDER, scene.text(ORDER));
    }

    private static void linkToNothing(Scene scene) throws IOException {
        Path link = Files.createSymbolicLink(path(scene, "shop/.link"), Path.of("nowhere.yaml"));
        Files.move(link, scene.folder().file(ORDER), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unlink(Scene scene) throws IOException {
        scene.folder().swap(ORDER, scene.text(ORDER));
    }

    /** The good files among the many are of a version that must never be seen. */
    private static void replaceManyOneBroken(Scene scene) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String kind : scene.folder().bulk()) {
            int other = scene.newest().version(kind) ^ 255;
            texts.put(kind, kind.equals("bulk0007") ? "[]" : PolicySet.text(kind, other));
        }
        scene.folder().write(texts);
    }

    private static void rewriteBulk(Scene scene) throws IOException {
        scene.folder().writeBulk(scene.newest());
        scene.folder().write(ORDER, scene.text(ORDER));
    }

    private static void flipToBroken(Scene scene) throws IOException {
        Map<String, String> texts = new HashMap<>(PolicyFolder.mountedTexts(scene.newest()));
        texts.put("claim", "apiVersion: [\n");
        scene.folder().flip(texts);
    }

    private static void flip(Scene scene) throws IOException {
        scene.folder().flip(PolicyFolder.mountedTexts(scene.newest()));
        scene.folder().write(ORDER, scene.text(ORDER));
    }
}
