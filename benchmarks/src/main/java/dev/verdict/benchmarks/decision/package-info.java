/** In-process decisions beside hand-written rules and the bare expressions in cel-java's runtime. */
@NullMarked
package dev.verdict.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
