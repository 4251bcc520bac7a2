package dev.verdict.server.call;

/** How the messages of a call are written. */
public enum Encoding {
    PROTOBUF,
    JSON,
    /** JSON with the answer indented. */
    PRETTY_JSON;

    public boolean isJson() {
        return this != PROTOBUF;
    }
}
