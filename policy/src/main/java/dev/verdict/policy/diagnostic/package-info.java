/** What is wrong with a policy set: places, codes, sentences, excerpts and help. */
@NullMarked
package dev.verdict.policy.diagnostic;

import org.jspecify.annotations.NullMarked;
