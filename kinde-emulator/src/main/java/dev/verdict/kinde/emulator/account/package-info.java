/** The account API, which answers to the tokens of users. */
@NullMarked
package dev.verdict.kinde.emulator.account;

import org.jspecify.annotations.NullMarked;
