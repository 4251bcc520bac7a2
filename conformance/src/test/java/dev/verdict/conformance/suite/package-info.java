@NullMarked
package dev.verdict.conformance.suite;

import org.jspecify.annotations.NullMarked;
