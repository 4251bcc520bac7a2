package dev.verdict.kinde.emulator.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in an environment and that webhooks may tell.
 *
 * @param type name of the event, as in {@code user.updated}
 * @param data the member {@code data} of the event
 */
public record Change(String type, Map<String, @Nullable Object> data) {}
