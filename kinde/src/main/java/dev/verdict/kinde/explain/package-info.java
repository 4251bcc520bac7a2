/** What people should know about a Kinde token and can do about it. */
@NullMarked
package dev.verdict.kinde.explain;

import org.jspecify.annotations.NullMarked;
