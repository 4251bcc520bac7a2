/** Turns an identity into what policies see: an id, roles, an attribute tree and the scope of resources. */
@NullMarked
package dev.verdict.kinde.mapping;

import org.jspecify.annotations.NullMarked;
