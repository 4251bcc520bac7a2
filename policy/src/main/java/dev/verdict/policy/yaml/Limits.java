package dev.verdict.policy.yaml;

/**
 * How much one file may ask of its reader.
 *
 * @param maxBytes size of the file
 * @param maxDepth objects and lists inside each other, aliases followed
 * @param maxNodes scalars, objects and lists, each alias counting as often as what it stands for
 */
public record Limits(int maxBytes, int maxDepth, int maxNodes) {
    /** 4 MiB, 200 levels and 250,000 nodes: about a hundred times the largest policies that people write by hand. */
    public static final Limits DEFAULT = new Limits(4 << 20, 200, 250_000);
}
