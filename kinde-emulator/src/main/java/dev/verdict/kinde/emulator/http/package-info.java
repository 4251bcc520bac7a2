/** The HTTP side: requests, responses, routes, counters. */
@NullMarked
package dev.verdict.kinde.emulator.http;

import org.jspecify.annotations.NullMarked;
