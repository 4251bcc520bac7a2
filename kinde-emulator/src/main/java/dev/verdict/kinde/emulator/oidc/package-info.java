/** Sign-in and tokens: the OAuth 2.0 and OpenID Connect endpoints. */
@NullMarked
package dev.verdict.kinde.emulator.oidc;

import org.jspecify.annotations.NullMarked;
