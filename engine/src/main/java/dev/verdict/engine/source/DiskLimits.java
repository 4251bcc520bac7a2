package dev.verdict.engine.source;

/**
 * How much of a directory is read at most; more is an error of the scan, not a crash.
 *
 * @param maxFileBytes size of one file
 * @param maxTotalBytes size of all files together
 * @param maxFiles number of policy and schema files
 * @param maxDepth number of directories above a file, the root not counted
 */
public record DiskLimits(int maxFileBytes, long maxTotalBytes, int maxFiles, int maxDepth) {
    /** 8 MiB a file, 1 GiB in all, 100,000 files, 128 levels. */
    public static final DiskLimits DEFAULT = new DiskLimits(8 << 20, 1L << 30, 100_000, 128);

    public DiskLimits {
        if (maxFileBytes < 1 || maxTotalBytes < 1 || maxFiles < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
