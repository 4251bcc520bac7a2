@NullMarked
package dev.verdict.expr.library;

import org.jspecify.annotations.NullMarked;
