package dev.verdict.conformance.faults;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection that asks one question after the other. For one thread. */
interface Client extends AutoCloseable {
    /**
     * The answer in its JSON form.
     *
     * @throws IOException if there is none, or an error instead
     */
    Map<String, @Nullable Object> ask(Question question) throws IOException;

    @Override
    void close() throws IOException;

    /** Opens a connection. */
    interface Opener {
        Client open() throws IOException;
    }
}
