package dev.verdict.kinde.identity;

/** What kind of caller a token speaks for. */
public enum SubjectType {
    USER("user"),
    /** An application with its own credentials. */
    CLIENT("client"),
    API_KEY("apiKey");

    private final String text;

    SubjectType(String text) {
        this.text = text;
    }

    /** The spelling that policies see. */
    public String text() {
        return text;
    }
}
