package dev.verdict.cli;

import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.call.Draft;
import dev.verdict.wire.error.ApiException;
import dev.verdict.wire.json.JsonDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that ask about one principal and one resource. */
final class QuestionOptions {
    private static final String NO_ID = "-";

    private final JsonDecoder json = new JsonDecoder(CallLimits.DEFAULT);

    @Option(names = "--principal", paramLabel = "ID", description = "Who wants to act.")
    private @Nullable String principal;

    @Option(names = "--role", paramLabel = "ROLE", description = "A role of the principal. Repeatable.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = {"--attr", "--principal-attr"},
            paramLabel = "NAME=VALUE",
            description = "An attribute of the principal: JSON, or else text. Repeatable.")
    private List<String> principalAttributes = new ArrayList<>();

    @Option(names = "--principal-scope", paramLabel = "SCOPE", description = "Scope of the principal's policies.")
    private @Nullable String principalScope;

    @Option(names = "--principal-version", paramLabel = "VERSION", description = "Version of the principal's policies.")
    private @Nullable String principalVersion;

    @Option(
            names = "--resource",
            paramLabel = "KIND[:ID]",
            description = "What is acted on. With --resource-id the whole is the kind; without any id it is `-`.")
    private @Nullable String resource;

    @Option(names = "--resource-id", paramLabel = "ID", description = "Id of the resource.")
    private @Nullable String resourceId;

    @Option(
            names = "--resource-attr",
            paramLabel = "NAME=VALUE",
            description = "An attribute of the resource: JSON, or else text. Repeatable.")
    private List<String> resourceAttributes = new ArrayList<>();

    @Option(
            names = {"--scope", "--resource-scope"},
            paramLabel = "SCOPE",
            description = "Scope of the resource's policies.")
    private @Nullable String scope;

    @Option(
            names = {"--policy-version", "--resource-version"},
            paramLabel = "VERSION",
            description = "Version of the resource's policies.")
    private @Nullable String version;

    @Option(names = "--action", paramLabel = "ACTION", description = "What is to be done. Repeatable.")
    private List<String> actions = new ArrayList<>();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A JSON web token for auxData.jwt; - reads it from standard input.")
    private @Nullable String token;

    @Option(names = "--key-set", paramLabel = "ID", description = "Key set of the configuration for --token.")
    private @Nullable String keySet;

    /** Whether any of them was given. */
    boolean isGiven() {
        return principal != null
                || resource != null
                || resourceId != null
                || principalScope != null
                || principalVersion != null
                || scope != null
                || version != null
                || token != null
                || keySet != null
                || !(roles.isEmpty()
                        && actions.isEmpty()
                        && principalAttributes.isEmpty()
                        && resourceAttributes.isEmpty());
    }

    /**
     * The question.
     *
     * @param warnings is told of values that are perhaps not meant as they are taken
     */
    Draft.Check draft(Surroundings surroundings, Consumer<String> warnings) {
        requireAll();
        var check = new Draft.Check();
        var who = new Draft.Principal();
        who.id = orEmpty(principal);
        who.roles.addAll(roles);
        who.attr = attributes("--attr", principalAttributes, warnings);
        who.scope = orEmpty(principalScope);
        who.policyVersion = orEmpty(principalVersion);
        check.principal = who;
        var entry = new Draft.Entry();
        entry.actions.addAll(actions);
        entry.resource = resource(warnings);
        check.resources.add(entry);
        if (token != null) {
            var jwt = new Draft.Jwt();
            jwt.token = token.equals(StandardInput.NAME)
                    ? StandardInput.text(surroundings).strip()
                    : token;
            jwt.keySetId = orEmpty(keySet);
            check.auxData = new Draft.AuxData();
            check.auxData.jwt = jwt;
        }
        return check;
    }

    private void requireAll() {
        List<String> missing = new ArrayList<>();
        addIf(missing, principal == null, "--principal");
        addIf(missing, roles.isEmpty(), "--role");
        addIf(missing, resource == null, "--resource");
        addIf(missing, actions.isEmpty(), "--action");
        if (!missing.isEmpty()) {
            throw usage("missing: " + String.join(", ", missing) + "; or give the whole request with --request FILE");
        }
        if (keySet != null && token == null) {
            throw usage("--key-set needs --token");
        }
    }

    private static void addIf(List<String> missing, boolean absent, String option) {
        if (absent) {
            missing.add(option);
        }
    }

    private Draft.Resource resource(Consumer<String> warnings) {
        var what = new Draft.Resource();
        String given = orEmpty(resource);
        int colon = resourceId == null ? given.indexOf(':') : -1;
        what.kind = colon < 0 ? given : given.substring(0, colon);
        what.id = resourceId != null ? resourceId : colon < 0 ? NO_ID : given.substring(colon + 1);
        what.attr = attributes("--resource-attr", resourceAttributes, warnings);
        what.scope = orEmpty(scope);
        what.policyVersion = orEmpty(version);
        return what;
    }

    private Attributes attributes(String option, List<String> given, Consumer<String> warnings) {
        var attributes = Attributes.builder();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw usage(option + ": `" + pair + "` is not NAME=VALUE");
            }
            String name = pair.substring(0, equals);
            if (attributes.contains(name)) {
                throw usage(option + ": `" + name + "` is given twice; a list is written as " + name + "='[1, 2]'");
            }
            attributes.putTrusted(name, value(option + " " + name, pair.substring(equals + 1), warnings));
        }
        return attributes.build();
    }

    private @Nullable Object value(String place, String text, Consumer<String> warnings) {
        try {
            return json.value(text);
        } catch (ApiException e) {
            if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
                warnings.accept(place + " begins like JSON but is none, so it is taken as text: " + e.getMessage());
            }
            return text;
        }
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
