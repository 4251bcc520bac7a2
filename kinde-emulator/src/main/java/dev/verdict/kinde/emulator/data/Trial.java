package dev.verdict.kinde.emulator.data;

/**
 * A trial of another plan.
 *
 * @param days how many days after the start of the emulator it ends
 */
public record Trial(String plan, long days) {}
