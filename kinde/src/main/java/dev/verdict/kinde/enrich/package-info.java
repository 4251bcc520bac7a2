/** Completes an identity with what its token does not say, by asking Kinde's APIs. Never blocks its caller. */
@NullMarked
package dev.verdict.kinde.enrich;

import org.jspecify.annotations.NullMarked;
