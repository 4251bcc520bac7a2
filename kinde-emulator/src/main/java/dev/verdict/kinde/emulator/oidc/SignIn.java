package dev.verdict.kinde.emulator.oidc;

import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Parameters;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.state.Change;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Events;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.state.Sessions.Session;
import java.util.List;
import java.util.Optional;

/** Sign-in by browser: the authorization endpoint, its pages, and the end of a session. */
final class SignIn {
    private static final String COOKIE = "kinde_emulator_session";

    private final Issuer issuer;
    private final SignInRequestReader reader;
    private final Pages pages;
    private final PendingRequests pending;
    private final Callback callback;

    SignIn(Issuer issuer) {
        this.issuer = issuer;
        reader = new SignInRequestReader(environment().directory());
        pages = new Pages(issuer);
        pending = new PendingRequests(environment().counter());
        callback = new Callback(issuer, pages, reader);
    }

    private EnvironmentState environment() {
        return issuer.environment();
    }

    /** {@code GET /oauth2/auth}. */
    Response authorize(Request request) {
        return switch (reader.read(request.query())) {
            case SignInRequestReader.Outcome.Unanswerable unanswerable -> pages.problem(unanswerable.message());
            case SignInRequestReader.Outcome.Refused refused ->
                callback.error(refused.request(), refused.error(), refused.description());
            case SignInRequestReader.Outcome.Accepted accepted -> begin(accepted.request(), session(request));
        };
    }

    private Optional<Session> session(Request request) {
        return environment()
                .sessions()
                .find(request.cookie(COOKIE))
                .filter(session -> environment()
                        .directory()
                        .user(session.userId())
                        .filter(user -> !user.isSuspended())
                        .isPresent());
    }

    private Response begin(SignInRequest request, Optional<Session> session) {
        boolean silent = request.prompts().contains("none");
        boolean asksPerson =
                request.prompts().contains("login") || request.prompts().contains("create");
        if (session.isPresent() && !asksPerson) {
            return chooseOrganization(request, session.get());
        }
        if (silent) {
            return callback.error(request, "login_required", "nobody is signed in");
        }
        List<User> hinted = environment().directory().users().stream()
                .filter(user -> isHinted(user, request.loginHint()))
                .toList();
        return pages.persons(
                pending.add(request, ""),
                request,
                hinted.isEmpty() ? environment().directory().users() : hinted);
    }

    private static boolean isHinted(User user, String hint) {
        return !hint.isEmpty()
                && (user.id().equals(hint)
                        || user.profile().email().equalsIgnoreCase(hint)
                        || user.profile().username().equals(hint));
    }

    /** {@code POST /oauth2/login}: a person was chosen. */
    Response login(Request request) {
        Parameters form = request.form();
        return pending.take(form.first("request", ""))
                .map(waiting -> environment()
                        .directory()
                        .user(form.first("user", ""))
                        .map(user -> signedIn(waiting.request(), user))
                        .orElseGet(() -> pages.problem("There is no such person.")))
                .orElseGet(this::startAgain);
    }

    /** {@code POST /oauth2/register}: a person was described. */
    Response register(Request request) {
        Parameters form = request.form();
        String email = form.first("email", "").strip();
        String firstName = form.first("first_name", "").strip();
        if (email.isEmpty() || email.length() > 200 || firstName.isEmpty() || firstName.length() > 100) {
            return pages.problem("First name and email are needed.");
        }
        return pending.take(form.first("request", ""))
                .map(waiting -> signedIn(
                        waiting.request(),
                        environment()
                                .register(new User.Profile(
                                        email,
                                        firstName,
                                        form.first("last_name", "").strip(),
                                        "",
                                        "",
                                        ""))))
                .orElseGet(this::startAgain);
    }

    private Response startAgain() {
        return pages.problem("This page is too old or was sent already. Start again from the application.");
    }

    private Response signedIn(SignInRequest request, User user) {
        if (user.isSuspended()) {
            return callback.error(request, "access_denied", "the user is suspended");
        }
        Session session =
                environment().sessions().begin(user.id(), "", environment().now());
        environment().announce(new Change("user.authenticated", Events.authenticatedUser(user.id())));
        return chooseOrganization(request, session).withHeader("Set-Cookie", cookie(session.id()));
    }

    private String cookie(String value) {
        String path = issuer.uri().getRawPath();
        return COOKIE + "=" + value + "; Path=" + (path.isEmpty() ? "/" : path) + "; HttpOnly; SameSite=Lax";
    }

    private Response chooseOrganization(SignInRequest request, Session session) {
        User user = environment().directory().user(session.userId()).orElseThrow();
        if (request.newOrganization() != null) {
            String name = request.newOrganization().isBlank() ? "New organization" : request.newOrganization();
            return finish(
                    request,
                    session,
                    environment().createOrganization(name, user.id()).code());
        }
        if (!request.orgCode().isEmpty()) {
            return requested(request, session, user);
        }
        List<Organization> open = user.memberships().keySet().stream()
                .flatMap(code -> environment().directory().organization(code).stream())
                .filter(organization -> !organization.isSuspended())
                .toList();
        if (open.size() < 2) {
            return finish(request, session, open.isEmpty() ? "" : open.get(0).code());
        }
        if (!request.prompts().contains("none")) {
            return pages.organizations(pending.add(request, session.id()), user, open);
        }
        boolean knowsLast = open.stream().anyMatch(each -> each.code().equals(session.orgCode()));
        return knowsLast
                ? finish(request, session, session.orgCode())
                : callback.error(request, "interaction_required", "the user must choose an organization");
    }

    private Response requested(SignInRequest request, Session session, User user) {
        Optional<Organization> organization = environment().directory().organization(request.orgCode());
        if (organization.filter(Organization::isSuspended).isPresent()) {
            return callback.error(request, "organization_suspended", "the organization is suspended");
        }
        if (organization.isEmpty() || !user.memberships().containsKey(request.orgCode())) {
            return callback.error(request, "access_denied", "the user does not belong to the organization");
        }
        return finish(request, session, request.orgCode());
    }

    /** {@code POST /oauth2/organization}: an organization was chosen. */
    Response organization(Request request) {
        Parameters form = request.form();
        String code = form.first("org", "");
        Optional<Session> session = session(request);
        return pending.take(form.first("request", ""))
                .filter(waiting -> session.isPresent()
                        && waiting.sessionId().equals(session.get().id()))
                .map(waiting -> requested(
                        waiting.request().forOrganization(code),
                        session.orElseThrow(),
                        environment()
                                .directory()
                                .user(session.orElseThrow().userId())
                                .orElseThrow()))
                .orElseGet(this::startAgain);
    }

    private Response finish(SignInRequest request, Session session, String orgCode) {
        return callback.code(request, environment().sessions().switchTo(session, orgCode));
    }

    /** {@code GET /logout}: ends the session and its tokens. */
    Response logout(Request request) {
        String id = request.cookie(COOKIE);
        environment().sessions().end(id);
        environment()
                .grants()
                .endFamilies(family -> !id.isEmpty() && family.sessionId().equals(id));
        Parameters query = request.query();
        String target = query.first("redirect", query.first("post_logout_redirect_uri", ""));
        Response response = target.isEmpty() ? pages.signedOut() : callback.afterLogout(target);
        return response.withHeader("Set-Cookie", cookie("") + "; Max-Age=0");
    }
}
