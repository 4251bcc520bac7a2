package dev.verdict.kinde.emulator.webhook;

import java.net.URI;
import java.time.Instant;

/**
 * One attempt to bring an event to an endpoint.
 *
 * @param webhookId value of the header {@code webhook-id}: the same for all attempts
 * @param attempt counted from 1
 * @param status of the answer, or 0 without an answer
 */
public record Delivery(String webhookId, String eventId, String type, URI url, int attempt, int status, Instant at) {}
