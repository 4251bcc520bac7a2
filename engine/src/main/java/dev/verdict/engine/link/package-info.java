/** Puts documents together to a set and checks what only the whole set can show. */
@NullMarked
package dev.verdict.engine.link;

import org.jspecify.annotations.NullMarked;
