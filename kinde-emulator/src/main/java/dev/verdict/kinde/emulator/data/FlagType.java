package dev.verdict.kinde.emulator.data;

/** Types of feature flags in the three dialects of Kinde. */
public enum FlagType {
    BOOLEAN("b", "boolean", "bool"),
    STRING("s", "string", "str"),
    INTEGER("i", "integer", "int"),
    JSON("j", "object", "json");

    private final String letter;
    private final String word;
    private final String shortWord;

    FlagType(String letter, String word, String shortWord) {
        this.letter = letter;
        this.word = word;
        this.shortWord = shortWord;
    }

    /** As in tokens. */
    public String letter() {
        return letter;
    }

    /** As in the account API. */
    public String word() {
        return word;
    }

    /** As in the management API. */
    public String shortWord() {
        return shortWord;
    }
}
