/** What commands show people. */
@NullMarked
package dev.verdict.cli.report;

import org.jspecify.annotations.NullMarked;
