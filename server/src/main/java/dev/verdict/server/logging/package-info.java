/** What log lines look like and where they go. */
@NullMarked
package dev.verdict.server.logging;

import org.jspecify.annotations.NullMarked;
