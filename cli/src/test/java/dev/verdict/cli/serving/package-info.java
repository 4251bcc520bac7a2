/** What a decision point tells those who run it. */
@NullMarked
package dev.verdict.cli.serving;

import org.jspecify.annotations.NullMarked;
