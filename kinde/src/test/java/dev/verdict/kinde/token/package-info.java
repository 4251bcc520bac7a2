/** Tokens and keys as issuers, attackers and outages make them. */
@NullMarked
package dev.verdict.kinde.token;

import org.jspecify.annotations.NullMarked;
