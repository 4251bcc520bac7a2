/** Two servers as processes: CPU per request, start, memory, reload. */
@NullMarked
package dev.verdict.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
