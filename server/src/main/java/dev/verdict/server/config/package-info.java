/** The configuration file: typed settings with defaults, and the loader that reads the reference's keys. */
@NullMarked
package dev.verdict.server.config;

import org.jspecify.annotations.NullMarked;
