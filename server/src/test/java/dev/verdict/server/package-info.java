/** The server as its clients see it. */
@NullMarked
package dev.verdict.server;

import org.jspecify.annotations.NullMarked;
