package dev.verdict.cli.demo;

import dev.verdict.cli.demo.DecisionClient.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happens after the sign-ins, and how decisions change with it. Not for use by several threads. */
final class Story {
    /** How long a webhook may take to have its effect. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Paperwise paperwise;
    private final KindeTenant kinde;
    private final DecisionClient decisions;
    private final PrintWriter out;
    private final List<String> surprises = new ArrayList<>();
    private int steps;

    Story(Paperwise paperwise, KindeTenant kinde, DecisionClient decisions, PrintWriter out) {
        this.paperwise = paperwise;
        this.kinde = kinde;
        this.decisions = decisions;
        this.out = out;
    }

    /** Tells the story; what did not go as it should, one line each. */
    List<String> tell() throws IOException, InterruptedException {
        organizationSwitch();
        keyRotation();
        newRole();
        legalHold();
        suspension();
        return surprises;
    }

    /** How many steps were told. */
    int steps() {
        return steps;
    }

    private void organizationSwitch() throws IOException, InterruptedException {
        Paperwise.SignIn northwind = paperwise.signIn("ada-northwind");
        Paperwise.SignIn fjord = paperwise.signIn("ada-fjord");
        title("Ada switches from Northwind to Fjord: a new token, without signing in again");
        try (OidcClient browser = kinde.browser(northwind)) {
            String before = KindeTenant.token(browser, northwind);
            expect("before", before, "docs:delete", "bo-draft", true, "administrator of the organization");
            String after = browser.switchOrganization(fjord);
            expect("after", after, "docs:delete", "bo-draft", false, "the document is in another organization");
            expect("the first token", before, "docs:delete", "bo-draft", true, "administrator of the organization");
        }
    }

    private void keyRotation() throws IOException, InterruptedException {
        title("Kinde gets a new signing key");
        long fetches = kinde.keyFetches();
        String kid = kinde.rotateKeys();
        String token = kinde.token(paperwise.signIn("bo"));
        expect("new key", token, "docs:edit", "bo-draft", true, "own draft");
        long more = kinde.keyFetches() - fetches;
        out.println("    the key " + kid + " was not known; it was fetched with " + more + " request");
        if (more != 1) {
            surprises.add("the keys were fetched " + more + " times");
        }
    }

    private void newRole() throws IOException, InterruptedException {
        Paperwise.SignIn bo = paperwise.signIn("bo");
        String token = kinde.token(bo);
        title("Bo becomes a reviewer; Kinde sends a webhook; the token stays the same");
        expect("before", token, "docs:publish", "bo-review", false, "docs:publish is missing");
        kinde.giveRole(bo.organization(), bo.user(), "reviewer");
        expectSoon("after", token, "docs:publish", "bo-review", true, "reviewed, and within the clearance");
    }

    private void legalHold() throws IOException, InterruptedException {
        Paperwise.SignIn ada = paperwise.signIn("ada-northwind");
        title("Northwind turns the flag legal-hold on; Ada signs in again, because there is no webhook for flags");
        expect("before", kinde.token(ada), "docs:delete", "contract", true, "administrator of the organization");
        kinde.manage(
                "PATCH", "/organizations/" + ada.organization() + "/feature_flags/legal-hold?value=true", Map.of());
        kinde.manage("POST", "/users/" + ada.user() + "/refresh_claims", Map.of());
        expect("after", kinde.token(ada), "docs:delete", "contract", false, "the document is under legal hold");
    }

    private void suspension() throws IOException, InterruptedException {
        Paperwise.SignIn eve = paperwise.signIn("eve");
        String token = kinde.token(eve);
        title("Eve is suspended; Kinde sends a webhook; her token is good for another day");
        expect("before", token, "docs:create", "bo-draft", true, "below the limit max_docs");
        kinde.manage("PATCH", "/user?id=" + eve.user(), Map.of("is_suspended", true));
        expectSoon("after", token, "docs:create", "bo-draft", false, "401: the token is refused: SUBJECT_DENIED");
    }

    private void title(String title) {
        steps++;
        out.println();
        out.println(steps + ". " + title);
    }

    private void expectSoon(String when, String token, String action, String thing, boolean allowed, String because)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Decision expected = new Decision(allowed, because);
        while (System.nanoTime() < end
                && !decisions.ask(token, action, paperwise.thing(thing)).equals(expected)) {
            Thread.sleep(20);
        }
        expect(when, token, action, thing, allowed, because);
    }

    private void expect(String when, String token, String action, String thing, boolean allowed, String because)
            throws IOException, InterruptedException {
        Decision decision = decisions.ask(token, action, paperwise.thing(thing));
        out.printf("    %-16s %-12s %-4s %s%n", when + ":", action, decision.allowed() ? "yes" : "no", decision.why());
        if (!decision.equals(new Decision(allowed, because))) {
            surprises.add("step " + steps + ", " + when + ": expected " + (allowed ? "yes" : "no") + ", " + because);
        }
    }
}
