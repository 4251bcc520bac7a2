/** Tokens that come with a request: key sets, verification, and claims as auxiliary data. */
@NullMarked
package dev.verdict.kinde.token;

import org.jspecify.annotations.NullMarked;
