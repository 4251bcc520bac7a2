/** JSON Schema validation of attributes. */
@NullMarked
package dev.verdict.engine.schema;

import org.jspecify.annotations.NullMarked;
