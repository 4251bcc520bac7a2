package dev.verdict.kinde.token;

/** What a verified token is. */
public enum TokenKind {
    /** The access token of a user. */
    USER,
    /** The access token of an application with its own credentials. */
    MACHINE,
    /** The ID token of a user. */
    ID
}
