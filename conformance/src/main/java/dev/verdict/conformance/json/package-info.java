/** JSON texts as plain Java values, for comparing what two servers say. */
@NullMarked
package dev.verdict.conformance.json;

import org.jspecify.annotations.NullMarked;
