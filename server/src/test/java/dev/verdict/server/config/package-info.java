/** Tests of the configuration. */
@NullMarked
package dev.verdict.server.config;

import org.jspecify.annotations.NullMarked;
