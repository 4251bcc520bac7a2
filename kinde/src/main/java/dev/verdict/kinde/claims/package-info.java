/** Reads the claims of verified tokens, in all their spellings and shapes, into one identity. */
@NullMarked
package dev.verdict.kinde.claims;

import org.jspecify.annotations.NullMarked;
