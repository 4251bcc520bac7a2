package dev.verdict.conformance.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A steady stream of questions over several connections; every answer is judged. Close it to end it. */
final class Load implements AutoCloseable {
    private static final int QUESTIONS = 256;
    private static final int FIRST_ANSWERS_LIMIT_SECONDS = 60;
    private static final long MAX_LAG = TimeUnit.SECONDS.toNanos(1);

    private final ActiveSets active;
    private final List<Question> questions;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch firstAnswers;
    private volatile Tally tally = new Tally();
    private volatile boolean stopped;

    private Load(ActiveSets active, List<Question> questions, int connections) {
        this.active = active;
        this.questions = questions;
        this.firstAnswers = new CountDownLatch(connections);
    }

    /**
     * Starts to ask.
     *
     * @param perSecond questions of all connections together
     */
    static Load start(ActiveSets active, List<Client.Opener> connections, int perSecond, PolicyFolder folder) {
        Load load = new Load(active, questions(folder), connections.size());
        long interval = TimeUnit.SECONDS.toNanos(connections.size()) / perSecond;
        for (int i = 0; i < connections.size(); i++) {
            Client.Opener opener = connections.get(i);
            long first = System.nanoTime() + i * interval / connections.size();
            long seed = i;
            load.threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("load-" + i)
                    .start(() -> load.ask(opener, first, interval, new Random(seed))));
        }
        return load;
    }

    /** Each is about the file that most faults befall, about a pair, and about two of the many files. */
    private static List<Question> questions(PolicyFolder folder) {
        Random random = new Random(1);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            List<String> kinds = new ArrayList<>(List.of(PolicyFolder.ORDER));
            kinds.addAll(i % 2 == 0 ? PolicyFolder.MOUNTED : List.of(PolicyFolder.INVOICE, PolicyFolder.PARCEL));
            for (int drawn = 0; drawn < 2; drawn++) {
                kinds.add(folder.bulk().get(random.nextInt(folder.bulk().size())));
            }
            questions.add(Question.about(kinds));
        }
        return questions;
    }

    /** Waits until every connection has had an answer: the first ones load the classes of both sides. False in vain. */
    boolean awaitFirstAnswers() throws InterruptedException {
        return firstAnswers.await(FIRST_ANSWERS_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** How many questions were answered since the last {@link #take()}. */
    int answers() {
        return tally.counts().requests();
    }

    /** The numbers since the last call. */
    Tally.Counts take() {
        Tally taken = tally;
        tally = new Tally();
        return taken.counts();
    }

    private void ask(Client.Opener opener, long first, long interval, Random random) {
        Client client = null;
        boolean answered = false;
        long due = first;
        try {
            while (!stopped) {
                sleepUntil(due);
                long now = System.nanoTime();
                due = Math.max(due + interval, now - MAX_LAG);
                try {
                    client = client == null ? opener.open() : client;
                    ask(client, questions.get(random.nextInt(questions.size())));
                    if (!answered) {
                        answered = true;
                        firstAnswers.countDown();
                    }
                } catch (IOException e) {
                    if (!stopped) {
                        tally.error(String.valueOf(e.getMessage()));
                    }
                    close(client);
                    client = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(client);
        }
    }

    private void ask(Client client, Question question) throws IOException {
        int mark = active.mark();
        long sent = System.nanoTime();
        Map<String, @Nullable Object> answer = client.ask(question);
        Tally counted = tally;
        counted.answered(System.nanoTime() - sent);
        Optional<List<Integer>> versions = question.versions(answer);
        if (versions.isEmpty()) {
            counted.wrong("no policy set answers " + question.kinds() + " with " + answer);
        } else if (!active.accepts(mark, question, versions.get())) {
            counted.wrong(question.kinds() + " answered by versions " + versions.get());
        }
    }

    private static void sleepUntil(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private static void close(@Nullable Client client) {
        try {
            if (client != null) {
                client.close();
            }
        } catch (IOException alreadyBroken) {
            // it is not used any more
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
