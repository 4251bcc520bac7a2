package dev.verdict.expr.check;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.verdict.expr.library.Libraries;
import dev.verdict.expr.library.Overload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parser and type checker with the environment of policies. Safe for use by several threads. */
public final class FrontEnd {
    /** Longest expression, in code points. */
    public static final int MAX_CODE_POINTS = 100_000;

    private static final int MAX_DEPTH = 250;

    /** More than any text of the permitted length has, as long as its macros do not multiply. */
    private static final int MAX_NODES = 300_000;

    /** Longer texts are parsed on a thread of their own. */
    private static final int LONG = 2_000;

    private static final long STACK_BYTES = 512L << 20;

    private final CelCompiler compiler;

    /** A front end that knows the operators, the macros and {@code functions}. */
    public FrontEnd(List<Overload> functions) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardEnvironmentEnabled(false)
                .setOptions(CelOptions.current()
                        .maxExpressionCodePointSize(MAX_CODE_POINTS)
                        .maxParseRecursionDepth(MAX_DEPTH)
                        .maxParseExpressionNodeCount(MAX_NODES)
                        .enableReservedIds(true)
                        .enableOptionalSyntax(true)
                        .enableQuotedIdentifierSyntax(true)
                        .enableHiddenAccumulatorVar(true)
                        .enableHeterogeneousNumericComparisons(true)
                        .populateMacroCalls(true)
                        .build())
                .addMacros(Macros.all())
                .addVarDeclarations(RequestTypes.variables())
                .addVarDeclarations(typeNames())
                .addFunctionDeclarations(declarations(functions));
        compiler = withTypes(builder).build();
    }

    /** What macros are called by. */
    public static Set<String> macroNames() {
        return Macros.all().stream().map(CelMacro::getFunction).collect(Collectors.toUnmodifiableSet());
    }

    @SuppressWarnings("deprecation") // see RequestTypes
    private static CelCompilerBuilder withTypes(CelCompilerBuilder builder) {
        return builder.setTypeProvider(new RequestTypes());
    }

    private static List<CelVarDecl> typeNames() {
        Map<String, CelType> types = new LinkedHashMap<>();
        types.put("bool", SimpleType.BOOL);
        types.put("bytes", SimpleType.BYTES);
        types.put("double", SimpleType.DOUBLE);
        types.put("dyn", SimpleType.DYN);
        types.put("int", SimpleType.INT);
        types.put("uint", SimpleType.UINT);
        types.put("string", SimpleType.STRING);
        types.put("null_type", SimpleType.NULL_TYPE);
        types.put("list", ListType.create(SimpleType.DYN));
        types.put("map", MapType.create(SimpleType.DYN, SimpleType.DYN));
        types.put("type", TypeType.create(SimpleType.DYN));
        types.put("optional_type", OptionalType.create(SimpleType.DYN));
        types.put("google.protobuf.Timestamp", SimpleType.TIMESTAMP);
        types.put("google.protobuf.Duration", SimpleType.DURATION);
        for (String own : Libraries.TYPES) {
            types.put(own, OpaqueType.create(own));
        }
        List<CelVarDecl> declarations = new ArrayList<>();
        types.forEach((name, type) -> declarations.add(CelVarDecl.newVarDeclaration(name, TypeType.create(type))));
        return declarations;
    }

    private static List<CelFunctionDecl> declarations(List<Overload> functions) {
        Map<String, List<CelOverloadDecl>> byName = new LinkedHashMap<>();
        Operators.declarations()
                .forEach(operator -> byName.put(operator.name(), new ArrayList<>(operator.overloads())));
        for (Overload overload : functions) {
            byName.computeIfAbsent(overload.function(), name -> new ArrayList<>())
                    .add(
                            overload.member()
                                    ? CelOverloadDecl.newMemberOverload(
                                            overload.id(), overload.result(), overload.parameters())
                                    : CelOverloadDecl.newGlobalOverload(
                                            overload.id(), overload.result(), overload.parameters()));
        }
        List<CelFunctionDecl> declarations = new ArrayList<>();
        byName.forEach((name, overloads) -> declarations.add(CelFunctionDecl.newFunctionDeclaration(name, overloads)));
        return declarations;
    }

    /** What {@link #check} found: a typed tree, or what is wrong. */
    public sealed interface Outcome {
        /** The expression may be used. */
        record Typed(CelAbstractSyntaxTree tree) implements Outcome {}

        /** The expression may not be used; at least one finding. */
        record Refused(List<Finding> findings) implements Outcome {}
    }

    /** Parses and checks one expression. */
    public Outcome check(String source) {
        int length = source.codePointCount(0, source.length());
        if (length > MAX_CODE_POINTS) {
            return refused("expression code point size exceeds limit: size: " + length + ", limit " + MAX_CODE_POINTS);
        }
        if (Nesting.depth(source) > MAX_DEPTH) {
            return refused("expression recursion limit exceeded: " + MAX_DEPTH);
        }
        return length <= LONG ? checkHere(source) : checkApart(source);
    }

    private static Outcome refused(String message) {
        return new Outcome.Refused(List.of(new Finding(1, 1, message)));
    }

    private Outcome checkHere(String source) {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(source).getAst();
            List<Finding> findings = LiteralChecks.findings(tree);
            return findings.isEmpty() ? new Outcome.Typed(tree) : new Outcome.Refused(findings);
        } catch (CelValidationException e) {
            return new Outcome.Refused(e.getErrors().stream()
                    .filter(issue -> !Messages.isEcho(issue.getMessage()))
                    .map(issue -> finding(issue, source))
                    .toList());
        }
    }

    /** Checks on a thread with a stack that no expression of the permitted length exhausts. */
    private Outcome checkApart(String source) {
        AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
        Thread thread = new Thread(null, () -> outcome.set(checkHere(source)), "expression-check", STACK_BYTES);
        thread.setUncaughtExceptionHandler((where, failure) -> {});
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Outcome result = outcome.get();
        return result == null ? refused("expression is too complex") : result;
    }

    private static Finding finding(CelIssue issue, String source) {
        return new Finding(
                Math.max(1, issue.getSourceLocation().getLine()),
                Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                Messages.of(issue.getMessage()),
                Messages.undeclaredFunction(issue.getMessage(), source));
    }
}
