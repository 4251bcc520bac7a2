package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Quoted;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.diagnostic.Suggestion;
import dev.verdict.policy.model.RuleEffect;
import dev.verdict.policy.model.ScopePermissions;
import dev.verdict.policy.yaml.YamlNode;
import dev.verdict.policy.yaml.YamlNode.Kind;
import dev.verdict.policy.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields whose value is one of a few names, or the name's number. */
final class Choice {
    private static final List<String> EFFECTS = List.of("EFFECT_UNSPECIFIED", "EFFECT_ALLOW", "EFFECT_DENY");
    private static final List<String> SCOPE_PERMISSIONS = List.of(
            "SCOPE_PERMISSIONS_UNSPECIFIED",
            "SCOPE_PERMISSIONS_OVERRIDE_PARENT",
            "SCOPE_PERMISSIONS_REQUIRE_PARENTAL_CONSENT_FOR_ALLOWS");

    private Choice() {}

    /** The required field {@code effect}; {@link RuleEffect#DENY} after a complaint. */
    static RuleEffect effect(Fields fields) {
        int number = number(fields, "effect", EFFECTS, EFFECTS.subList(1, 3));
        if (number == 0) {
            fields.missing("effect");
        }
        return number == 1 ? RuleEffect.ALLOW : RuleEffect.DENY;
    }

    /** The optional field {@code scopePermissions}. */
    static ScopePermissions scopePermissions(Fields fields) {
        int number = number(fields, "scopePermissions", SCOPE_PERMISSIONS, SCOPE_PERMISSIONS);
        return switch (number) {
            case 1 -> ScopePermissions.OVERRIDE_PARENT;
            case 2 -> ScopePermissions.REQUIRE_PARENTAL_CONSENT_FOR_ALLOWS;
            default -> ScopePermissions.UNSPECIFIED;
        };
    }

    /** Place of the value among {@code names}, 0 when absent or null, -1 after a complaint. */
    private static int number(Fields fields, String field, List<String> names, List<String> offered) {
        YamlNode node = fields.get(field);
        if (node == null) {
            return 0;
        }
        String text = node instanceof Scalar scalar ? scalar.text() : "";
        Kind kind = node instanceof Scalar scalar ? scalar.kind() : null;
        int number = kind == null ? -1 : number(kind, text, names);
        if (number < 0) {
            String given = kind == null ? "" : " not " + Quoted.of(text);
            complain(fields, field, node.span(), given, text, offered);
        }
        return number;
    }

    private static int number(Kind kind, String text, List<String> names) {
        return switch (kind) {
            case NULL -> 0;
            case STRING -> names.indexOf(text);
            case INTEGER -> text.length() == 1 && text.charAt(0) < '0' + names.size() ? text.charAt(0) - '0' : -1;
            case BOOLEAN, FLOAT -> -1;
        };
    }

    private static void complain(
            Fields fields, String field, Span place, String given, String text, List<String> offered) {
        String help = prefixed(text, offered);
        if (help == null) {
            help = Suggestion.didYouMean(text, offered);
        }
        String message =
                "`" + field + "` must be " + String.join(" or ", offered) + (given.isEmpty() ? "" : "," + given);
        fields.problems().error(Code.INVALID_VALUE, place, message, help);
    }

    /** Authors leave the prefix out: {@code ALLOW}, {@code OVERRIDE_PARENT}. */
    private static @Nullable String prefixed(String text, List<String> offered) {
        for (String name : offered) {
            if (!text.isEmpty() && name.endsWith("_" + text.toUpperCase(Locale.ROOT))) {
                return "did you mean `" + name + "`?";
            }
        }
        return null;
    }
}
