package dev.verdict.kinde.emulator.data;

import java.util.List;

/** A data file is wrong. The message has one line for each finding, as in {@code data.yaml:3:5: unknown key}. */
public final class DataSetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataSetException(List<String> findings) {
        super(String.join("\n", findings));
    }
}
