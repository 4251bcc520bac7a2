package dev.verdict.conformance.pdp;

/** What became of starting a decision point on a policy store. */
public sealed interface Launch {
    /** It serves. */
    record Running(Pdp pdp) implements Launch {}

    /** It refused the store or the settings; {@code log} says why. */
    record Refused(String log) implements Launch {}
}
