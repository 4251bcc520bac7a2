/** Kinde tokens as principals: settings, verification, and what policies see of a caller. */
@NullMarked
package dev.verdict.kinde;

import org.jspecify.annotations.NullMarked;
