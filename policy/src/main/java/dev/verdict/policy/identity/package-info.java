/** Names by which policies are known outside of their files. */
@NullMarked
package dev.verdict.policy.identity;

import org.jspecify.annotations.NullMarked;
