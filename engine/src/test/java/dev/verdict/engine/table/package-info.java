/** Tests of the rule table. */
@NullMarked
package dev.verdict.engine.table;

import org.jspecify.annotations.NullMarked;
