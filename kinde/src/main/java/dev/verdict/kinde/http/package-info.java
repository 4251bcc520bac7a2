/** Answers of HTTP servers that are not trusted. */
@NullMarked
package dev.verdict.kinde.http;

import org.jspecify.annotations.NullMarked;
