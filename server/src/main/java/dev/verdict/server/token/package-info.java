/** The tokens of requests: which key set verifies them, and what they say of the principal. */
@NullMarked
package dev.verdict.server.token;

import org.jspecify.annotations.NullMarked;
