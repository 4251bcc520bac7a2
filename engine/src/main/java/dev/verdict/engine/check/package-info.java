/** Decides: which scopes, which derived roles, which rows, how effects combine. */
@NullMarked
package dev.verdict.engine.check;

import org.jspecify.annotations.NullMarked;
