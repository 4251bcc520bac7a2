/** The compiled form of a policy set: rows, their programs, and the index that finds them. */
@NullMarked
package dev.verdict.engine.table;

import org.jspecify.annotations.NullMarked;
