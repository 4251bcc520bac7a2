/** Reads one YAML or JSON file into one policy document or diagnostics. */
@NullMarked
package dev.verdict.policy.reader;

import org.jspecify.annotations.NullMarked;
