/** YAML and JSON text as a bounded tree with places; any bytes give a tree or diagnostics. */
@NullMarked
package dev.verdict.policy.yaml;

import org.jspecify.annotations.NullMarked;
