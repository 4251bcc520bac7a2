package dev.verdict.kinde.emulator.data;

/** A permission of the business. */
public record Permission(String id, String key, String name, String description) {}
