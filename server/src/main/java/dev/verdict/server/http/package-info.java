/** The JSON side of the API, and the paths that are not part of it: health, metrics. */
@NullMarked
package dev.verdict.server.http;

import org.jspecify.annotations.NullMarked;
