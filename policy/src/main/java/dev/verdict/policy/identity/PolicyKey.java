package dev.verdict.policy.identity;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of policies, for example {@code resource.album_object.vdefault/acme.emea}. Two enabled policies may not have
 * the same key; the API shows keys as {@code matchedPolicy} and in front of {@code #} in the source of an output.
 *
 * <p>Names in keys are {@linkplain #sanitise sanitised}; scopes are not. No argument may be null.
 */
public final class PolicyKey {
    private PolicyKey() {}

    /** The key of the resource policy for {@code kind}; the empty {@code scope} is the root. */
    public static String resource(String kind, String version, String scope) {
        return scoped("resource.", kind, version, scope);
    }

    /** The key of the policy of the principal {@code id}; the empty {@code scope} is the root. */
    public static String principal(String id, String version, String scope) {
        return scoped("principal.", id, version, scope);
    }

    /** The key of the role policy of {@code role}; the empty {@code scope} is the root. */
    public static String role(String role, String version, String scope) {
        return scoped("role.", role, version, scope);
    }

    /** The key of a set of derived roles. */
    public static String derivedRoles(String name) {
        return "derived_roles." + sanitise(name);
    }

    /** The key of a set of exported variables. */
    public static String exportVariables(String name) {
        return "export_variables." + sanitise(name);
    }

    /** The key of a set of exported constants. */
    public static String exportConstants(String name) {
        return "export_constants." + sanitise(name);
    }

    /**
     * The form of a name in keys. A name made of one or more parts joined by {@code :}, each a letter followed by letters,
     * digits and {@code _ @ . - /}, gets every run of characters other than letters, digits, {@code _} and {@code .}
     * replaced by one {@code _}. Any other name stays as it is. Only ASCII letters and digits count.
     */
    public static String sanitise(String value) {
        return isRegular(value) ? replaceRuns(value) : value;
    }

    /** The scopes above {@code scope}, nearest first, the root (empty) last; none above the root. */
    public static List<String> parents(String scope) {
        List<String> parents = new ArrayList<>();
        String current = scope;
        while (!current.isEmpty()) {
            current = current.substring(0, Math.max(current.lastIndexOf('.'), 0));
            parents.add(current);
        }
        return List.copyOf(parents);
    }

    private static String scoped(String prefix, String name, String version, String scope) {
        String root = prefix + sanitise(name) + ".v" + sanitise(version);
        return scope.isEmpty() ? root : root + "/" + scope;
    }

    private static boolean isRegular(String value) {
        boolean atStartOfPart = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (atStartOfPart) {
                if (!isLetter(c)) {
                    return false;
                }
                atStartOfPart = false;
            } else if (c == ':') {
                atStartOfPart = true;
            } else if (!isKept(c) && c != '@' && c != '-' && c != '/') {
                return false;
            }
        }
        return !atStartOfPart;
    }

    private static String replaceRuns(String value) {
        int at = 0;
        while (at < value.length() && isKept(value.charAt(at))) {
            at++;
        }
        if (at == value.length()) {
            return value;
        }
        StringBuilder result = new StringBuilder(value.length()).append(value, 0, at);
        boolean inRun = false;
        for (; at < value.length(); at++) {
            char c = value.charAt(at);
            if (isKept(c)) {
                result.append(c);
                inRun = false;
            } else if (!inRun) {
                result.append('_');
                inRun = true;
            }
        }
        return result.toString();
    }

    private static boolean isKept(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
