package dev.verdict.kinde.enrich;

import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.Rule;
import dev.verdict.kinde.enrich.Question.Topic;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.SubjectType;
import java.util.ArrayList;
import java.util.List;

/** Decides what has to be asked about an identity. */
final class Questions {
    private final Identity identity;
    private final List<Question> questions = new ArrayList<>();

    private Questions(Identity identity) {
        this.identity = identity;
    }

    static List<Question> about(Identity identity, EnrichmentSettings settings) {
        Questions all = new Questions(identity);
        for (Claim claim : Claim.values()) {
            Rule rule = settings.rule(claim);
            boolean askable = rule.from() == From.MANAGEMENT_API || identity.subjectType() == SubjectType.USER;
            if (askable && all.isWanted(claim, rule)) {
                all.add(claim, rule.from());
            }
        }
        return all.questions;
    }

    private boolean isWanted(Claim claim, Rule rule) {
        return switch (rule.when()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case IF_ABSENT -> isAbsent(claim, rule.from());
        };
    }

    private boolean isAbsent(Claim claim, From from) {
        return switch (claim) {
            case PERMISSIONS -> identity.permissions().isAbsent();
            case ROLES -> identity.roles().isAbsent();
            case FLAGS -> identity.flags().isAbsent();
            case PROPERTIES -> identity.properties().isAbsent();
            case ENTITLEMENTS -> identity.billing().isAbsent();
            case ORGANIZATION_CODES -> identity.organization().codes().size() <= 1;
            case ORGANIZATION ->
                from == From.MANAGEMENT_API || identity.organization().name() == null;
        };
    }

    private void add(Claim claim, From from) {
        String organization = identity.organization().code();
        boolean inOrganization = identity.organization().isPresent();
        boolean isUser = isUser(identity);
        // Kinde never assigns roles and permissions without an organization.
        switch (claim) {
            case PERMISSIONS -> addIf(isUser && inOrganization, Topic.PERMISSIONS, from, identity.id(), organization);
            case ROLES -> addIf(isUser && inOrganization, Topic.ROLES, from, identity.id(), organization);
            case FLAGS -> addIf(true, Topic.FLAGS, from, from == From.ACCOUNT_API ? identity.id() : "", organization);
            case PROPERTIES -> addProperties(from, isUser, organization);
            case ENTITLEMENTS ->
                addIf(isUser || inOrganization, Topic.ENTITLEMENTS, from, isUser ? identity.id() : "", organization);
            case ORGANIZATION_CODES ->
                addIf(isUser, Topic.USER, from, identity.id(), from == From.ACCOUNT_API ? organization : "");
            case ORGANIZATION ->
                addIf(
                        inOrganization,
                        Topic.ORGANIZATION,
                        from,
                        from == From.ACCOUNT_API ? identity.id() : "",
                        organization);
        }
    }

    private void addProperties(From from, boolean isUser, String organization) {
        if (from == From.ACCOUNT_API) {
            addIf(true, Topic.PROPERTIES, from, identity.id(), organization);
            return;
        }
        String application = identity.token().clientId();
        addIf(isUser, Topic.USER_PROPERTIES, from, identity.id(), "");
        addIf(!organization.isEmpty(), Topic.ORGANIZATION_PROPERTIES, from, "", organization);
        addIf(!application.isEmpty(), Topic.APPLICATION_PROPERTIES, from, application, "");
    }

    private void addIf(boolean makesSense, Topic topic, From from, String subject, String organization) {
        if (makesSense) {
            questions.add(new Question(topic, from, subject, organization));
        }
    }

    /** An API key speaks for a user unless its own id is all there is. */
    static boolean isUser(Identity identity) {
        return switch (identity.subjectType()) {
            case USER -> true;
            case CLIENT -> false;
            case API_KEY -> !identity.id().equals(identity.token().id());
        };
    }
}
