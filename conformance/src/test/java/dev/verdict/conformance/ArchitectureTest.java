package dev.verdict.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of docs/decisions and of the architecture page, over the main code of all modules. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.verdict");

    @Test
    void modulesUseOnlyWhatStandsRightOfTheirArrow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("policy")
                .definedBy("dev.verdict.policy..")
                .layer("expr")
                .definedBy("dev.verdict.expr..")
                .layer("engine")
                .definedBy("dev.verdict.engine..")
                .layer("kinde")
                .definedBy(resideInAPackage("dev.verdict.kinde..")
                        .and(not(resideInAPackage("dev.verdict.kinde.emulator.."))))
                .layer("kinde-emulator")
                .definedBy("dev.verdict.kinde.emulator..")
                .layer("wire")
                .definedBy("dev.verdict.wire..")
                .layer("server")
                .definedBy("dev.verdict.server..")
                .layer("cli")
                .definedBy("dev.verdict.cli..")
                .layer("conformance")
                .definedBy("dev.verdict.conformance..")
                .whereLayer("policy")
                .mayNotAccessAnyLayer()
                .whereLayer("expr")
                .mayNotAccessAnyLayer()
                .whereLayer("engine")
                .mayOnlyAccessLayers("policy", "expr")
                // below the engine's API stand the policy model and the values of expressions
                .whereLayer("kinde")
                .mayOnlyAccessLayers("engine", "policy", "expr")
                .whereLayer("kinde-emulator")
                .mayOnlyAccessLayers("kinde")
                .whereLayer("kinde-emulator")
                .mayOnlyBeAccessedByLayers("cli", "conformance")
                .whereLayer("wire")
                .mayOnlyAccessLayers("engine", "policy", "expr")
                .whereLayer("server")
                .mayOnlyAccessLayers("engine", "wire", "kinde", "policy", "expr")
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("conformance")
                .check(CLASSES);
    }

    @Test
    void packagesOfAModuleFormNoCycle() {
        slices().matching("dev.verdict.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void protobufStaysInWireAndServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.verdict.wire..",
                        "dev.verdict.server..",
                        "dev.verdict.expr..",
                        // the load that a client makes
                        "dev.verdict.conformance.faults..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.google.protobuf..", "io.grpc.."))
                .check(CLASSES);
    }

    @Test
    void celJavaStaysInExpr() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.verdict.expr..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..")
                .check(CLASSES);
    }

    @Test
    void theJsonSchemaLibraryStaysBehindItsPort() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.verdict.engine.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.networknt..")
                .check(CLASSES);
    }

    @Test
    void javaRegexNeverSeesPolicyTextOrInput() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.verdict.policy..",
                        "dev.verdict.expr..",
                        "dev.verdict.engine..",
                        "dev.verdict.wire..",
                        "dev.verdict.server..",
                        "dev.verdict.kinde..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.regex..")
                .orShould()
                .callMethod(String.class, "matches", String.class)
                .orShould()
                .callMethod(String.class, "replaceAll", String.class, String.class)
                .orShould()
                .callMethod(String.class, "replaceFirst", String.class, String.class)
                .check(CLASSES);
    }

    @Test
    void classNamesSayWhatTheClassIs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.verdict.wire.proto..")
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Common|Base|Manager|Impl)$")
                .check(CLASSES);
    }

    @Test
    void policyAndExpressionsDoNotLog() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.verdict.policy..", "dev.verdict.expr..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void embeddersGetNoServerLibraries() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.verdict.policy..", "dev.verdict.expr..", "dev.verdict.engine..", "dev.verdict.kinde..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..", "io.grpc..", "org.springframework..")
                .check(CLASSES);
    }
}
