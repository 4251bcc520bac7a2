package dev.verdict.benchmarks.wire;

import com.google.protobuf.util.JsonFormat;
import dev.verdict.benchmarks.decision.PolicyCorpus;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * CPU time of the server per request, HTTP and gRPC, small and large, of two servers in turn: A B A B. Arguments: path of
 * the verdict launcher, path of the reference binary, seconds for each measurement (5 unless given).
 */
public final class ServerCpu {
    static final int ROUNDS = 3;
    private static final int CONNECTIONS = 4;

    private ServerCpu() {}

    private record Shape(String name, int resources, int actions) {}

    /** CPU time of the server per request, and requests per second. */
    record Measured(double cpuMicros, double perSecond) {}

    /** Runs the comparison and prints a table with the median of the rounds. */
    public static void main(String[] args) throws Exception {
        Duration each = Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : 5);
        List<Shape> shapes = List.of(new Shape("1 x 4", 1, 4), new Shape("20 x 2", 20, 2));
        System.out.printf(
                "%-6s %-7s %16s %16s %8s %14s %14s%n",
                "wire", "shape", "verdict us/req", "reference us/req", "ratio", "verdict req/s", "reference req/s");
        try (ServerProcess verdict = start(args[0]);
                ServerProcess reference = start(args[1])) {
            for (Shape shape : shapes) {
                for (boolean grpc : new boolean[] {false, true}) {
                    compare(verdict, reference, shape, grpc, each);
                }
            }
        }
    }

    private static ServerProcess start(String command) throws IOException, InterruptedException {
        return new ServerProcess(List.of(command), PolicyCorpus.files(10), Duration.ofMinutes(1));
    }

    private static void compare(
            ServerProcess verdict, ServerProcess reference, Shape shape, boolean grpc, Duration each) throws Exception {
        load(verdict, shape, grpc, each.multipliedBy(2));
        load(reference, shape, grpc, each);
        List<Measured> ours = new ArrayList<>();
        List<Measured> theirs = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(load(verdict, shape, grpc, each));
            theirs.add(load(reference, shape, grpc, each));
        }
        Measured a = median(ours);
        Measured b = median(theirs);
        System.out.printf(
                "%-6s %-7s %16.1f %16.1f %8.3f %14.0f %14.0f%n",
                grpc ? "gRPC" : "HTTP",
                shape.name,
                a.cpuMicros,
                b.cpuMicros,
                a.cpuMicros / b.cpuMicros,
                a.perSecond,
                b.perSecond);
    }

    static Measured median(List<Measured> rounds) {
        List<Measured> sorted = new ArrayList<>(rounds);
        sorted.sort((x, y) -> Double.compare(x.cpuMicros, y.cpuMicros));
        return sorted.get(sorted.size() / 2);
    }

    private static Measured load(ServerProcess server, Shape shape, boolean grpc, Duration duration) throws Exception {
        return load(server, duration, end -> grpc ? overGrpc(server, shape, end) : overHttp(server, shape, end));
    }

    /** Runs as many callers as there are connections; each is told when to end and says how often it asked. */
    static Measured load(ServerProcess server, Duration duration, LongFunction<Callable<Long>> caller)
            throws Exception {
        long cpu = server.cpuMicros();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        long requests = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                counts.add(threads.submit(caller.apply(end)));
            }
            for (Future<Long> count : counts) {
                requests += count.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a request failed; the server's log: " + server.log(), e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measured((double) (server.cpuMicros() - cpu) / requests, requests / seconds);
    }

    private static Callable<Long> overHttp(ServerProcess server, Shape shape, long end) {
        return overHttp(server, Requests.json(shape.resources, shape.actions), end);
    }

    /** Asks {@code body} again and again on one connection. */
    static Callable<Long> overHttp(ServerProcess server, String body, long end) {
        return () -> {
            long count = 0;
            try (HttpLoad http = server.http(body)) {
                for (; System.nanoTime() < end; count++) {
                    http.exchange();
                }
            }
            return count;
        };
    }

    private static Callable<Long> overGrpc(ServerProcess server, Shape shape, long end) {
        return () -> {
            CheckResourcesRequest.Builder message = CheckResourcesRequest.newBuilder();
            JsonFormat.parser().merge(Requests.json(shape.resources, shape.actions), message);
            long count = 0;
            try (GrpcLoad grpc = new GrpcLoad(server.grpcPort(), message.build().toByteArray())) {
                for (; System.nanoTime() < end; count++) {
                    grpc.exchange();
                }
            }
            return count;
        };
    }
}
