/** The decision point as a process: start, serve, drain. */
@NullMarked
package dev.verdict.server;

import org.jspecify.annotations.NullMarked;
