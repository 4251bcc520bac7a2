/** What it costs to know who is asking. */
@NullMarked
package dev.verdict.benchmarks.identity;

import org.jspecify.annotations.NullMarked;
