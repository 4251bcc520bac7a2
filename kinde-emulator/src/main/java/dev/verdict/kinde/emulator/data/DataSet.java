package dev.verdict.kinde.emulator.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything an emulator knows at its start. Immutable.
 *
 * @param environments the first one is the default; never empty
 */
public record DataSet(List<EnvironmentData> environments) {
    private static final String PAPERWISE = "paperwise.yaml";

    public DataSet {
        environments = List.copyOf(environments);
        if (environments.isEmpty()) {
            throw new IllegalArgumentException("there must be an environment");
        }
    }

    /** The data of Paperwise, a document management product: five organizations and eleven personas. */
    public static DataSet paperwise() {
        try (InputStream stream = DataSet.class.getResourceAsStream(PAPERWISE)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its file " + PAPERWISE);
            }
            return parse(PAPERWISE, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a data file.
     *
     * @throws DataSetException if it is no data file, with all findings
     * @throws IOException if it cannot be read
     */
    public static DataSet read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Reads the text of a data file.
     *
     * @param label its name in messages
     * @throws DataSetException if it is no data file, with all findings
     */
    public static DataSet parse(String label, String text) {
        return new DataSetReader(label).read(text);
    }
}
