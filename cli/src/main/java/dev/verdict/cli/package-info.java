/** The {@code verdict} command. */
@NullMarked
package dev.verdict.cli;

import org.jspecify.annotations.NullMarked;
