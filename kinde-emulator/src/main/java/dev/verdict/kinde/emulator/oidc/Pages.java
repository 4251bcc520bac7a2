package dev.verdict.kinde.emulator.oidc;

import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.state.Issuer;
import java.util.List;
import java.util.Map;

/** The pages that people see. They need neither scripts nor anything from another address. */
final class Pages {
    private static final String STYLE = """
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.4rem; line-height: 1.2 }
            ul { list-style: none; padding: 0 }
            li { margin: .4rem 0 }
            button { font: inherit; width: 100%; text-align: start; padding: .6rem .8rem; border: 1px solid GrayText;
              border-radius: .4rem; background: Canvas; color: CanvasText; cursor: pointer }
            button:hover, button:focus-visible { outline: 3px solid Highlight; outline-offset: 1px }
            button span { display: block; font-size: .85rem }
            label { display: block; margin: .5rem 0 }
            input { font: inherit; display: block; width: 100%; box-sizing: border-box; padding: .4rem }
            .note { font-size: .85rem; border-top: 1px solid GrayText; padding-top: .6rem }
            """;

    private final Issuer issuer;

    Pages(Issuer issuer) {
        this.issuer = issuer;
    }

    Response persons(String requestId, SignInRequest request, List<User> users) {
        String buttons = list(users.stream()
                .map(user -> button(
                        "user",
                        user.id(),
                        user.profile().fullName(),
                        user.about().isEmpty() ? user.profile().email() : user.about()))
                .toList());
        String application = Html.escape(request.application().name());
        boolean creates = request.prompts().contains("create");
        String register = form("/oauth2/register", requestId, REGISTRATION);
        String main = creates
                ? "<h1>Create an account for " + application + "</h1>" + register
                : "<h1>Sign in to " + application + "</h1><p>Who do you want to be?</p>"
                        + form("/oauth2/login", requestId, buttons)
                        + "<details><summary>Somebody new</summary>" + register + "</details>";
        return page(200, "Sign in", main);
    }

    private static final String REGISTRATION = """
            <label>First name <input name="first_name" required autocomplete="given-name" maxlength="100"></label>
            <label>Last name <input name="last_name" autocomplete="family-name" maxlength="100"></label>
            <label>Email <input name="email" type="email" required autocomplete="email" maxlength="200"></label>
            <p><button>Create the account</button></p>
            """;

    Response organizations(String requestId, User user, List<Organization> organizations) {
        String buttons = list(organizations.stream()
                .map(each -> button("org", each.code(), each.name(), each.code()))
                .toList());
        return page(
                200,
                "Choose an organization",
                "<h1>Choose an organization</h1><p>"
                        + Html.escape(user.profile().fullName()) + " belongs to several.</p>"
                        + form("/oauth2/organization", requestId, buttons));
    }

    Response problem(String message) {
        return page(400, "This did not work", "<h1>This did not work</h1><p>" + Html.escape(message) + "</p>");
    }

    Response signedOut() {
        return page(200, "Signed out", "<h1>You are signed out</h1>");
    }

    /** A form that the person sends on, because pages here run no scripts. */
    Response formPost(String target, Map<String, String> parameters) {
        var fields = new StringBuilder();
        parameters.forEach((name, value) -> fields.append(hidden(name, value)));
        return page(
                200,
                "Continue",
                "<h1>Signed in</h1><form method=\"post\" action=\"" + Html.escape(target) + "\">" + fields
                        + "<button autofocus>Continue</button></form>");
    }

    private String form(String path, String requestId, String content) {
        return "<form method=\"post\" action=\""
                + Html.escape(issuer.resolve(path).getRawPath()) + "\">" + hidden("request", requestId) + content
                + "</form>";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + Html.escape(name) + "\" value=\"" + Html.escape(value) + "\">";
    }

    private static String list(List<String> items) {
        return "<ul><li>" + String.join("</li><li>", items) + "</li></ul>";
    }

    private static String button(String name, String value, String label, String about) {
        return "<button name=\"" + name + "\" value=\"" + Html.escape(value) + "\">" + Html.escape(label) + "<span>"
                + Html.escape(about) + "</span></button>";
    }

    private Response page(int status, String title, String main) {
        return Response.html(
                status,
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
                        + Html.escape(title) + "</title><style>" + STYLE + "</style></head><body><main>" + main
                        + "</main><p class=\"note\">A local emulator of Kinde, environment "
                        + Html.escape(issuer.name()) + ". Nothing here is real.</p></body></html>");
    }
}
