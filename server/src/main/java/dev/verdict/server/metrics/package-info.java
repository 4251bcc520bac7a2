/** What is counted and measured, under the names that dashboards know. */
@NullMarked
package dev.verdict.server.metrics;

import org.jspecify.annotations.NullMarked;
