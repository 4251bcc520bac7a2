/** The front end: parsing and type-checking in the environment that policies see. */
@NullMarked
package dev.verdict.expr.check;

import org.jspecify.annotations.NullMarked;
