/** A decision point put together from its settings. */
@NullMarked
package dev.verdict.cli.serving;

import org.jspecify.annotations.NullMarked;
