package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.PropertyDefinition.Context;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of the management API that is about organizations, without their members. */
final class OrganizationRoutes {
    private final EnvironmentState environment;

    OrganizationRoutes(EnvironmentState environment) {
        this.environment = environment;
    }

    void add(Routes routes, Guard guard, String prefix) {
        String organization = prefix + "/organizations/{code}";
        routes.on("GET", prefix + "/organization", guard.needs("read:organizations", this::read))
                .on("PATCH", prefix + "/organization/{code}", guard.needsJson("update:organizations", this::change))
                .on("DELETE", prefix + "/organization/{code}", guard.needs("delete:organizations", this::delete))
                .on("GET", prefix + "/organizations", guard.needs("read:organizations", this::list))
                .on("GET", organization + "/properties", guard.needs("read:organization_properties", this::properties))
                .on(
                        "PATCH",
                        organization + "/properties",
                        guard.needsJson("update:organization_properties", this::changeProperties))
                .on("GET", organization + "/feature_flags", guard.needs("read:organization_feature_flags", this::flags))
                .on(
                        "PATCH",
                        organization + "/feature_flags/{key}",
                        guard.needs("update:organization_feature_flags", this::changeFlag))
                .on(
                        "DELETE",
                        organization + "/feature_flags/{key}",
                        guard.needs("update:organization_feature_flags", this::removeFlag));
    }

    private Response read(Request request) {
        String code = request.query().first("code", "");
        return environment
                .directory()
                .organization(code)
                .map(organization -> Answers.object(Shapes.organization(organization)))
                .orElseGet(() -> missing(code));
    }

    private static Response missing(String code) {
        return Answers.notFound("organization", code);
    }

    private Response list(Request request) {
        return Listing.byToken(
                request.query(), "organizations", environment.directory().organizations(), Shapes::organization);
    }

    private Response change(Request request, Map<String, @Nullable Object> body) {
        String code = request.variable("code");
        return environment
                .changeOrganization(code, old -> {
                    String externalId = body.containsKey("external_id")
                            ? JsonObject.text(body, "external_id", "")
                            : old.externalId();
                    return old.renamed(JsonObject.text(body, "name", old.name()), externalId);
                })
                .map(changed -> Answers.done("ORGANIZATION_UPDATED", "Organization successfully updated"))
                .orElseGet(() -> missing(code));
    }

    private Response delete(Request request) {
        String code = request.variable("code");
        boolean isDefault = environment
                .directory()
                .organization(code)
                .map(Organization::isDefault)
                .orElse(false);
        if (isDefault) {
            return Answers.invalid("the default organization cannot be deleted");
        }
        return environment.deleteOrganization(code)
                ? Answers.done("ORGANIZATION_DELETED", "Organization successfully deleted")
                : missing(code);
    }

    private Response properties(Request request) {
        String code = request.variable("code");
        return environment
                .directory()
                .organization(code)
                .map(organization -> Properties.list(environment, Context.ORG, organization.properties()))
                .orElseGet(() -> missing(code));
    }

    private Response changeProperties(Request request, Map<String, @Nullable Object> body) {
        String code = request.variable("code");
        Map<String, @Nullable Object> values = JsonObject.object(body, "properties");
        return Properties.unknown(environment, Context.ORG, values)
                .orElseGet(() -> environment
                        .changeOrganizationProperties(
                                code, old -> old.withProperties(Properties.merged(old.properties(), values)))
                        .map(changed -> Answers.done("PROPERTIES_UPDATED", "Success"))
                        .orElseGet(() -> missing(code)));
    }

    /** Those that the organization overrides. */
    private Response flags(Request request) {
        String code = request.variable("code");
        return environment
                .directory()
                .organization(code)
                .map(organization -> {
                    Map<String, Object> flags = new LinkedHashMap<>();
                    organization
                            .flags()
                            .forEach((key, value) -> environment
                                    .directory()
                                    .flag(key)
                                    .ifPresent(flag -> flags.put(key, Shapes.flag(flag, value))));
                    return Answers.object(
                            JsonObject.with("feature_flags", flags).map());
                })
                .orElseGet(() -> missing(code));
    }

    private Response changeFlag(Request request) {
        String key = request.variable("key");
        String text = request.query().first("value", "");
        return FlagValues.change(
                environment,
                key,
                Flag.Level.ORG,
                text,
                value -> changeFlags(request.variable("code"), Map.of(key, value), ""));
    }

    private Response removeFlag(Request request) {
        return changeFlags(request.variable("code"), Map.of(), request.variable("key"));
    }

    private Response changeFlags(String code, Map<String, Object> added, String removed) {
        return environment
                .changeOrganizationFlags(code, old -> {
                    Map<String, Object> flags = new LinkedHashMap<>(old.flags());
                    flags.remove(removed);
                    flags.putAll(added);
                    return old.withFlags(flags);
                })
                .map(changed -> Answers.done("FEATURE_FLAG_UPDATED", "Success"))
                .orElseGet(() -> missing(code));
    }
}
