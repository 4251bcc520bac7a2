/** Who is asking, as Kinde says it: the claims of a verified token in one shape, and the principal made of them. */
@NullMarked
package dev.verdict.kinde.identity;

import org.jspecify.annotations.NullMarked;
