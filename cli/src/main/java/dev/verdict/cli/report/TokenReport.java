package dev.verdict.cli.report;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.KindePrincipal;
import dev.verdict.kinde.explain.MissingPart;
import dev.verdict.kinde.identity.SubjectType;
import dev.verdict.kinde.identity.TokenFacts;
import dev.verdict.wire.json.JsonEncoder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a verified token says and what it does not, for people or as JSON. The token itself is not in it. */
public final class TokenReport {
    private final PrintWriter out;

    public TokenReport(PrintWriter out) {
        this.out = out;
    }

    /** Prints sections under headings. */
    public void print(KindePrincipal principal) {
        TokenFacts token = principal.identity().token();
        heading("TOKEN");
        String whose = principal.identity().subjectType() == SubjectType.CLIENT ? "a machine" : "a user";
        out.println("  access token of " + whose);
        out.println("  issuer       " + token.issuer());
        out.println("  application  " + token.clientId());
        out.println("  audience     " + (token.audience().isEmpty() ? "none" : String.join(", ", token.audience())));
        out.println("  issued       " + token.issuedAt());
        out.println("  expires      " + token.expiresAt());
        out.println();
        heading("CLAIMS, as conditions see them in request.auxData");
        block(claims(principal));
        out.println();
        heading("PRINCIPAL");
        block(principal(principal));
        List<MissingPart> missing = MissingPart.of(principal.identity());
        if (!missing.isEmpty()) {
            out.println();
            heading("MISSING");
            missing.forEach(this::missing);
        }
        if (!principal.warnings().isEmpty()) {
            out.println();
            heading("WARNINGS");
            principal.warnings().forEach(warning -> out.println("  " + warning));
        }
        out.flush();
    }

    private void heading(String text) {
        out.println(text);
    }

    private void block(Attributes value) {
        YamlText.of(value).lines().forEach(line -> out.println("  " + line));
    }

    private void missing(MissingPart part) {
        String claim = part.claim().isEmpty() ? "" : "claim " + part.claim() + ", ";
        out.println("  " + part.name() + " (" + claim + part.attribute() + ")");
        out.println("    " + part.remedy());
    }

    /** Prints one JSON object with the members claims, principal, missing and warnings. */
    public void printJson(KindePrincipal principal) {
        List<Attributes> missing = MissingPart.of(principal.identity()).stream()
                .map(part -> Attributes.builder()
                        .put("name", part.name())
                        .put("claim", part.claim())
                        .put("attribute", part.attribute())
                        .put("remedy", part.remedy())
                        .build())
                .toList();
        json(Attributes.builder()
                .put("claims", claims(principal))
                .put("principal", principal(principal))
                .put("missing", missing)
                .put("warnings", principal.warnings())
                .build());
    }

    /** Prints one JSON object with the member refused. */
    public void printRefusal(String code, String reason, String remedy) {
        Attributes refused = Attributes.builder()
                .put("code", code)
                .put("reason", reason)
                .put("remedy", remedy)
                .build();
        json(Attributes.builder().put("refused", refused).build());
    }

    private void json(Attributes value) {
        out.println(new String(new JsonEncoder().value(value, true), StandardCharsets.UTF_8));
        out.flush();
    }

    private static Attributes claims(KindePrincipal principal) {
        AuxData auxData = principal.auxData();
        @Nullable Attributes single = auxData.jwt();
        return single == null
                ? Attributes.builder()
                        .put("jwts", new TreeMap<>(auxData.jwts()))
                        .build()
                : Attributes.builder().put("jwt", single).build();
    }

    private static Attributes principal(KindePrincipal principal) {
        return Attributes.builder()
                .put("id", principal.id())
                .put("roles", principal.roles())
                .put("attr", principal.principal().attr())
                .build();
    }
}
