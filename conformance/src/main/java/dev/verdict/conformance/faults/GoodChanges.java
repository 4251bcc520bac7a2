package dev.verdict.conformance.faults;

import static dev.verdict.conformance.faults.PolicyFolder.INVOICE;
import static dev.verdict.conformance.faults.PolicyFolder.ORDER;
import static dev.verdict.conformance.faults.PolicyFolder.PARCEL;

import dev.verdict.conformance.faults.Injection.Extent;
import dev.verdict.conformance.faults.Injection.Kind;
import dev.verdict.conformance.faults.Injection.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Changes that are meant, written in ways that could be misread on the way. */
final class GoodChanges {
    private static final int SLOW_BYTES = 60;
    private static final int MOST_SLOW_BYTES = 5_000;
    private static final int DEEP = 50;
    private static final List<String> HELD = List.of("held: shop/order.yaml", "still being written");

    private static final List<String> EMPTIED = List.of("shop/order.yaml", "EMPTY_FILE");
    private static final int MOST_LOCKS = 250;

    private GoodChanges() {}

    static List<Injection> all() {
        return List.of(
                served("file renamed over the old one", List.of(), scene -> {
                    scene.announce(ORDER);
                    scene.folder().swap(ORDER, scene.text(ORDER));
                }),
                served("file truncated, written 50 ms later", List.of(), scene -> truncateAndWrite(scene, 50)),
                served("file truncated, written long after", EMPTIED, scene -> {
                            scene.folder().write(ORDER, "");
                            scene.awaitReason(EMPTIED);
                            scene.announce(ORDER);
                            scene.folder().write(ORDER, scene.text(ORDER));
                        })
                        .inLongRunsOnly(),
                served("file changed beside an emptied one", EMPTIED, GoodChanges::writeBesideAnEmptiedFile),
                served("file changed while a hidden one comes and goes", List.of(), GoodChanges::writeBesideALock),
                served("one byte each 5 ms", List.of(), GoodChanges::writeSlowly),
                served("one byte each 5 ms, for long", HELD, GoodChanges::writeVerySlowly),
                served("mounted directory flipped", List.of(), scene -> {
                    PolicySet next = scene.announce(PolicyFolder.MOUNTED);
                    scene.folder().flip(PolicyFolder.mountedTexts(next));
                }),
                served("many files written one by one", List.of(), scene -> {
                    PolicySet next = scene.announce(scene.folder().bulk());
                    scene.folder().writeBulk(next);
                }),
                served("many files replaced with their directory", List.of(), scene -> {
                    PolicySet next = scene.announce(scene.folder().bulk());
                    scene.folder().replaceBulk(next);
                }),
                served("file deleted and restored", List.of(), scene -> {
                    scene.announceWithout(ORDER);
                    scene.folder().delete(scene.folder().file(ORDER));
                    scene.awaitSwitch();
                    scene.announce(ORDER);
                    scene.folder().write(ORDER, scene.text(ORDER));
                }),
                served("directory moved away and back", List.of(), GoodChanges::moveDirectory),
                served(
                                "file moved into new directories",
                                List.of(),
                                scene -> movedTo(scene, "d/".repeat(DEEP) + "parcel.yaml"))
                        .inLongRunsOnly(),
                served("file renamed in case only", List.of(), scene -> movedTo(scene, "Parcel.YAML"))
                        .inLongRunsOnly());
    }

    private static Injection served(String name, List<String> reason, Step damage) {
        return new Injection(name, Kind.SERVED, reason, damage, scene -> {}, Extent.ALWAYS);
    }

    private static void truncateAndWrite(Scene scene, long millis) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(scene.folder().file(ORDER))) {
            TimeUnit.MILLISECONDS.sleep(millis);
            scene.announce(ORDER);
            out.write(scene.text(ORDER).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void writeBesideAnEmptiedFile(Scene scene) throws IOException, InterruptedException {
        scene.folder().write(ORDER, "");
        scene.awaitReason(EMPTIED);
        scene.announce(INVOICE);
        scene.folder().write(INVOICE, scene.text(INVOICE));
        scene.awaitSwitch();
        scene.awaitReason(EMPTIED);
        scene.folder().write(ORDER, scene.text(ORDER));
    }

    private static void writeBesideALock(Scene scene) throws IOException, InterruptedException {
        Path lock = scene.folder().root().resolve(".lock");
        scene.announce(INVOICE);
        scene.folder().write(INVOICE, scene.text(INVOICE));
        for (int i = 0; i < MOST_LOCKS && !scene.isSettled(); i++) {
            Files.createFile(lock);
            TimeUnit.MILLISECONDS.sleep(40);
            Files.delete(lock);
            TimeUnit.MILLISECONDS.sleep(40);
        }
        if (!scene.isSettled()) {
            throw new IOException("the change is not live while the hidden file comes and goes");
        }
    }

    /** Where a text can end and still be a policy, one that allows too much. */
    private static int validPrefix(String text) {
        return text.lastIndexOf("    - actions:");
    }

    private static void writeSlowly(Scene scene) throws IOException, InterruptedException {
        String text = PolicySet.text(ORDER, scene.newest().version(ORDER) ^ 255);
        int start = validPrefix(text) - SLOW_BYTES;
        try (OutputStream out =
                scene.folder().writeSlowly(ORDER, text.substring(0, start), text.substring(start, validPrefix(text)))) {
            scene.announce(ORDER);
            out.write(rest(scene));
        }
    }

    /** The others' changes must not wait for a file that never gets quiet. */
    private static void writeVerySlowly(Scene scene) throws IOException, InterruptedException {
        String text = PolicySet.text(ORDER, scene.newest().version(ORDER) ^ 255);
        scene.announce(INVOICE);
        scene.folder().write(INVOICE, scene.text(INVOICE));
        try (OutputStream out = scene.folder().writeSlowly(ORDER, text.substring(0, validPrefix(text)), "# ")) {
            for (int i = 0; i < MOST_SLOW_BYTES && !(scene.isSettled() && scene.seesReason(HELD)); i += 20) {
                scene.folder().goOnSlowly(out, "x".repeat(20));
            }
            scene.awaitSwitch();
            scene.announce(ORDER);
            scene.folder().goOnSlowly(out, "\n");
            out.write(rest(scene));
        }
    }

    private static byte[] rest(Scene scene) {
        String text = scene.text(ORDER);
        return text.substring(validPrefix(text)).getBytes(StandardCharsets.UTF_8);
    }

    private static void moveDirectory(Scene scene) throws IOException, InterruptedException {
        Path shop = scene.folder().root().resolve("shop");
        Path hidden = scene.folder().root().resolve(".shop");
        PolicySet before = scene.newest();
        scene.announceWithout(ORDER, INVOICE);
        Files.move(shop, hidden, StandardCopyOption.ATOMIC_MOVE);
        scene.awaitSwitch();
        scene.announceAgain(before, List.of(ORDER, INVOICE));
        Files.move(hidden, shop, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A move changes no answer; that the file is still followed shows with its next version. */
    private static void movedTo(Scene scene, String place) throws IOException, InterruptedException {
        scene.folder().move(PARCEL, place);
        TimeUnit.MILLISECONDS.sleep(500);
        scene.announce(PARCEL);
        scene.folder().write(PARCEL, scene.text(PARCEL));
        scene.awaitSwitch();
        scene.folder().move(PARCEL, "parcel.yaml");
        scene.announce(PARCEL);
        scene.folder().write(PARCEL, scene.text(PARCEL));
    }
}
