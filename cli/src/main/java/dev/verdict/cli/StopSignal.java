package dev.verdict.cli;

import java.util.concurrent.CountDownLatch;

/** Waits until somebody stops the process. */
final class StopSignal {
    private StopSignal() {}

    /**
     * Returns never: on SIGINT or SIGTERM runs {@code shutdown} and ends the process with code 0, as the reference does.
     *
     * @param shutdown must not wait for the calling thread
     */
    static void await(Runnable shutdown) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            shutdown.run();
                            System.out.flush();
                            // Without this the code would be 128 and the number of the signal.
                            Runtime.getRuntime().halt(ExitCode.OK);
                        },
                        "shutdown"));
        new CountDownLatch(1).await();
    }
}
