package dev.verdict.kinde.enrich;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.api.AccountApi;
import dev.verdict.kinde.api.ApiClient;
import dev.verdict.kinde.api.ManagementApi;
import dev.verdict.kinde.api.OrganizationFacts;
import dev.verdict.kinde.api.Timing;
import dev.verdict.kinde.api.UserToken;
import dev.verdict.kinde.enrich.EnrichmentResult.Denied;
import dev.verdict.kinde.enrich.EnrichmentResult.Denied.Cause;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import dev.verdict.kinde.enrich.FactCache.Flight;
import dev.verdict.kinde.enrich.Question.Topic;
import dev.verdict.kinde.identity.Billing;
import dev.verdict.kinde.identity.Flag;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Organization;
import dev.verdict.kinde.identity.Properties;
import dev.verdict.kinde.identity.Sourced;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes identities from the APIs of one environment of Kinde. Thread-safe; never blocks the caller, and no stage
 * completes exceptionally. Answers are cached, so that most identities are completed at once.
 */
public final class Enrichment implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);
    private static final Duration LONGEST_WAITED_FOR = Duration.ofSeconds(1);

    /** Anybody can send something that looks like an API key, so verifying them gets few of the connections. */
    private static final int CONNECTIONS_FOR_API_KEYS = 4;

    private final EnrichmentSettings settings;
    private final Timing timing;
    private final ApiClient accountClient;
    private final ApiClient managementClient;
    private final ApiClient apiKeyClient;
    private final @Nullable ManagementApi management;
    private final Readings readings;
    private final FactCache facts;
    private final ApiKeys apiKeys;

    private Enrichment(EnrichmentSettings settings, Timing timing) {
        this.settings = settings;
        this.timing = timing;
        this.accountClient = new ApiClient("Account API", settings.limits(), timing);
        this.managementClient = new ApiClient("Management API", settings.limits(), timing);
        this.apiKeyClient = new ApiClient(
                "Management API for API keys", settings.limits().withMaxConcurrent(CONNECTIONS_FOR_API_KEYS), timing);
        this.management = managementApi();
        this.readings = new Readings(new AccountApi(accountClient), management);
        this.facts = new FactCache(settings, timing);
        this.apiKeys = new ApiKeys(management == null ? null : management.through(apiKeyClient), settings, timing);
    }

    public static Enrichment start(EnrichmentSettings settings) {
        return start(settings, Timing.SYSTEM);
    }

    /** As {@link #start(EnrichmentSettings)}, with a time of the caller's own. */
    public static Enrichment start(EnrichmentSettings settings, Timing timing) {
        return new Enrichment(settings, timing);
    }

    private @Nullable ManagementApi managementApi() {
        var credentials = settings.management();
        if (credentials == null) {
            return null;
        }
        URI host = settings.host() == null ? credentials.host() : settings.host();
        return new ManagementApi(managementClient, credentials, host, timing);
    }

    /** Verification of API keys with the same credentials and limits. */
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /**
     * Completes {@code identity}. The stage is complete already when nothing has to be asked or all answers are cached, and
     * else completes within the budget, on a thread of its own.
     *
     * @param accessToken the verified token that the identity comes from
     */
    public CompletionStage<EnrichmentResult> enrich(Identity identity, String accessToken) {
        List<Wanted> wanted = new ArrayList<>();
        for (Question question : Questions.about(identity, settings)) {
            wanted.add(new Wanted(question, settings.rule(question.claim()).when()));
        }
        return complete(identity, accessToken, wanted, settings.onFailure());
    }

    /**
     * The identity as a member of another organization of the same user: with its roles, permissions, name and external
     * id, read from the Management API. Flags and properties of the token belong to the token's organization and are left
     * out. Denied unless the user is known to be a member.
     *
     * @param accessToken the verified token that the identity comes from
     * @param organization code
     */
    public CompletionStage<EnrichmentResult> onBehalfOf(Identity identity, String accessToken, String organization) {
        if (management == null) {
            return done(
                    new Denied(Cause.NOT_ALLOWED, "acting for another organization needs `management` credentials"));
        }
        if (!Questions.isUser(identity)) {
            return done(new Denied(Cause.NOT_ALLOWED, "only users can act for another organization"));
        }
        if (organization.isEmpty()) {
            return done(new Denied(Cause.NOT_ALLOWED, "the other organization has no code"));
        }
        Wanted membership = wanted(Topic.USER, identity.id(), "");
        Identity unknown = identity.withOrganization(new Organization("", null, null, List.of()));
        return complete(unknown, accessToken, List.of(membership), EnrichmentSettings.OnFailure.DENY)
                .thenCompose(result -> switch (result) {
                    case Denied denied -> done(denied);
                    case EnrichmentResult.Enriched e -> {
                        List<String> codes = e.identity().organization().codes();
                        yield codes.contains(organization)
                                ? asMember(identity, accessToken, new Organization(organization, null, null, codes))
                                : done(new Denied(
                                        Cause.NOT_ALLOWED, "the user is not a member of the other organization"));
                    }
                });
    }

    private CompletionStage<EnrichmentResult> asMember(Identity identity, String token, Organization organization) {
        Properties properties = identity.properties().value();
        Map<String, Flag> none = Map.of();
        Identity member = identity.withOrganization(organization)
                .withFlags(Sourced.absent(none))
                .withProperties(new Sourced<>(
                        new Properties(properties.user(), Attributes.EMPTY, properties.application()),
                        identity.properties().provenance()))
                .withBilling(Sourced.absent(Billing.NONE));
        return complete(
                member,
                token,
                List.of(
                        wanted(Topic.PERMISSIONS, identity.id(), organization.code()),
                        wanted(Topic.ROLES, identity.id(), organization.code()),
                        wanted(Topic.ORGANIZATION, "", organization.code())),
                EnrichmentSettings.OnFailure.DENY);
    }

    private static Wanted wanted(Topic topic, String subject, String organization) {
        return new Wanted(new Question(topic, From.MANAGEMENT_API, subject, organization), When.ALWAYS);
    }

    private static CompletionStage<EnrichmentResult> done(EnrichmentResult result) {
        return CompletableFuture.completedStage(result);
    }

    private CompletionStage<EnrichmentResult> complete(
            Identity identity, String accessToken, List<Wanted> wanted, EnrichmentSettings.OnFailure onFailure) {
        if (wanted.isEmpty()) {
            return done(new EnrichmentResult.Enriched(identity, List.of()));
        }
        Conclusion conclusion = new Conclusion(identity, onFailure);
        String issuer = identity.token().issuer();
        if (!settings.issuers().contains(issuer)) {
            return done(conclusion.of(
                    wanted, question -> new FactCache.Answer.None("the issuer is not of this environment")));
        }
        UserToken token = new UserToken(
                settings.host() == null ? URI.create(issuer) : settings.host(),
                accessToken,
                identity.organization().code());
        Waiting waiting = new Waiting();
        for (Wanted one : wanted) {
            waiting.ask(one.question(), token);
        }
        if (waiting.isOver()) {
            return done(conclusion.of(wanted, waiting::answer));
        }
        return waiting.over()
                .thenApplyAsync(
                        ignored -> conclusion.of(wanted, waiting::answer),
                        task -> Thread.ofVirtual().name("kinde-enriched").start(task))
                .exceptionally(failure -> {
                    LOG.error("An identity could not be completed", failure);
                    return new Denied(Cause.UNAVAILABLE, "the identity could not be completed");
                });
    }

    /** The answers that one request waits for; filled by one thread, then only read. */
    private final class Waiting {
        private final Map<Question, FactCache.Answer> settled = new HashMap<>();
        private final Map<Question, Flight> flights = new HashMap<>();
        private final Instant now = timing.clock().instant();
        private Duration longest = Duration.ZERO;

        void ask(Question question, UserToken token) {
            FactCache.Answer answer = facts.settled(question);
            if (answer != null) {
                settled.put(question, answer);
                return;
            }
            Flight flight = facts.ask(question, () -> readings.read(question, token));
            if (flight == null) {
                settled.put(question, facts.withoutNew(question, "too many questions are under way"));
                return;
            }
            flights.put(question, flight);
            Duration patience = patience(question, flight);
            longest = patience.compareTo(longest) > 0 ? patience : longest;
        }

        /**
         * A question that others have waited for in vain is not worth a wait when there is an old answer, and after a while
         * not at all: whoever waits is kept in memory until the question lands.
         */
        private Duration patience(Question question, Flight flight) {
            boolean canFallBack = facts.withoutNew(question, "") instanceof FactCache.Answer.Stale;
            Duration budget = settings.budget();
            Duration most = canFallBack || budget.compareTo(LONGEST_WAITED_FOR) > 0 ? budget : LONGEST_WAITED_FOR;
            return Duration.between(flight.startedAt(), now).compareTo(most) < 0 ? budget : Duration.ZERO;
        }

        boolean isOver() {
            return longest.isZero()
                    || flights.values().stream().allMatch(f -> f.landed().isDone());
        }

        CompletableFuture<Object> over() {
            CompletableFuture<Void> all = CompletableFuture.allOf(
                    flights.values().stream().map(Flight::landed).toArray(CompletableFuture[]::new));
            return CompletableFuture.anyOf(all, timing.timer().after(longest));
        }

        FactCache.Answer answer(Question question) {
            FactCache.Answer known = settled.get(question);
            if (known != null) {
                return known;
            }
            FactCache.Answer late = facts.withoutNew(
                    question, "no answer within " + settings.budget().toMillis() + " ms");
            Flight flight = flights.get(question);
            return flight == null ? late : flight.landed().getNow(late);
        }
    }

    /**
     * What the Management API says of an organization, read anew; empty when there are no credentials or no answer.
     */
    public CompletionStage<Optional<OrganizationFacts>> organization(String code) {
        if (management == null) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        Question question = new Question(Topic.ORGANIZATION, From.MANAGEMENT_API, "", code);
        dropIf((q, fact) -> q.equals(question));
        Flight flight = facts.ask(question, () -> readings.read(question, null));
        return flight == null
                ? CompletableFuture.completedStage(Optional.empty())
                : flight.landed()
                        .thenApply(answer -> answer instanceof FactCache.Answer.Fresh fresh
                                        && fresh.fact() instanceof Fact.Organization known
                                ? Optional.of(known.facts())
                                : Optional.empty());
    }

    /** Forgets all that is known of a user. */
    public void dropUser(String id) {
        dropIf((question, fact) -> question.subject().equals(id));
        apiKeys.dropAll();
    }

    /** Forgets all that is known of an organization and of its members there. */
    public void dropOrganization(String code) {
        dropIf((question, fact) -> question.organization().equals(code)
                || (fact instanceof Fact.User user
                        && user.facts().organizations().contains(code)));
        apiKeys.dropAll();
    }

    /** Forgets the roles and permissions of everyone. */
    public void dropRolesAndPermissions() {
        dropIf((question, fact) -> question.topic() == Topic.ROLES || question.topic() == Topic.PERMISSIONS);
    }

    /**
     * Forgets the entitlements of a customer, and those of which it is not known whose they are.
     *
     * @param customer id of the customer, of the user or of the organization that is the customer
     */
    public void dropEntitlements(String customer) {
        dropIf((question, fact) -> question.topic() == Topic.ENTITLEMENTS
                && (isUnknown(fact)
                        || question.subject().equals(customer)
                        || question.organization().equals(customer)
                        || (fact instanceof Fact.Billing billing && customer.equals(billing.customer()))));
    }

    /** Who had no customer may be one by now. */
    private static boolean isUnknown(@Nullable Fact fact) {
        return !(fact instanceof Fact.Billing billing)
                || billing.customer() == null
                || billing.customer().isEmpty();
    }

    /** Forgets the entitlements of everyone. */
    public void dropEntitlements() {
        dropIf((question, fact) -> question.topic() == Topic.ENTITLEMENTS);
    }

    private void dropIf(BiPredicate<Question, @Nullable Fact> isOutdated) {
        facts.drop(isOutdated);
    }

    /** Gives up the calls under way. What is asked from now on fails. */
    @Override
    public void close() {
        accountClient.close();
        managementClient.close();
        apiKeyClient.close();
    }
}
