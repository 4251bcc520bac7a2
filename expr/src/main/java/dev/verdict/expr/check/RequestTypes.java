package dev.verdict.expr.check;

import dev.cel.checker.TypeProvider;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelProtoTypes;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeType;
import dev.cel.expr.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variables of policies and the typed records behind them. */
@SuppressWarnings("deprecation") // the newer interface cannot have types with arbitrary fields
final class RequestTypes implements TypeProvider {
    private static final String PREFIX = "cerbos.engine.v1.";
    private static final String REQUEST = PREFIX + "Request";
    private static final String PRINCIPAL = REQUEST + ".Principal";
    private static final String RESOURCE = REQUEST + ".Resource";
    private static final String AUX_DATA = PREFIX + "AuxData";
    private static final String JWT = AUX_DATA + ".JWT";
    private static final String RUNTIME = PREFIX + "Runtime";
    /** The record of variables, constants or globals; its fields are not known to the checker. */
    private static final String VARIABLES = "cerbos.Variables";

    private static final CelType ATTRIBUTES = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final Map<String, Map<String, CelType>> FIELDS = Map.of(
            REQUEST,
            Map.of(
                    "principal", record(PRINCIPAL),
                    "resource", record(RESOURCE),
                    "auxData", record(AUX_DATA),
                    "aux_data", record(AUX_DATA)),
            PRINCIPAL,
            Map.of(
                    "id", SimpleType.STRING,
                    "roles", ListType.create(SimpleType.STRING),
                    "attr", ATTRIBUTES,
                    "policyVersion", SimpleType.STRING,
                    "policy_version", SimpleType.STRING,
                    "scope", SimpleType.STRING),
            RESOURCE,
            Map.of(
                    "kind", SimpleType.STRING,
                    "id", SimpleType.STRING,
                    "attr", ATTRIBUTES,
                    "policyVersion", SimpleType.STRING,
                    "policy_version", SimpleType.STRING,
                    "scope", SimpleType.STRING),
            AUX_DATA,
            Map.of("jwt", ATTRIBUTES, "jwts", MapType.create(SimpleType.STRING, record(JWT))),
            JWT,
            Map.of("claims", ATTRIBUTES),
            RUNTIME,
            Map.of(
                    "effectiveDerivedRoles", ListType.create(SimpleType.STRING),
                    "effective_derived_roles", ListType.create(SimpleType.STRING)));

    static List<CelVarDecl> variables() {
        return List.of(
                CelVarDecl.newVarDeclaration("request", record(REQUEST)),
                CelVarDecl.newVarDeclaration("P", record(PRINCIPAL)),
                CelVarDecl.newVarDeclaration("R", record(RESOURCE)),
                CelVarDecl.newVarDeclaration("runtime", record(RUNTIME)),
                CelVarDecl.newVarDeclaration("variables", record(VARIABLES)),
                CelVarDecl.newVarDeclaration("V", record(VARIABLES)),
                CelVarDecl.newVarDeclaration("constants", record(VARIABLES)),
                CelVarDecl.newVarDeclaration("C", record(VARIABLES)),
                CelVarDecl.newVarDeclaration("globals", record(VARIABLES)),
                CelVarDecl.newVarDeclaration("G", record(VARIABLES)));
    }

    private static CelType record(String name) {
        return StructTypeReference.create(name);
    }

    private static boolean isKnown(String name) {
        return FIELDS.containsKey(name) || name.equals(VARIABLES);
    }

    @Override
    public @Nullable Type lookupType(String typeName) {
        return lookupCelType(typeName).map(CelProtoTypes::celTypeToType).orElse(null);
    }

    @Override
    public Optional<CelType> lookupCelType(String typeName) {
        return isKnown(typeName) ? Optional.of(TypeType.create(record(typeName))) : Optional.empty();
    }

    @Override
    public @Nullable Integer lookupEnumValue(String enumName) {
        return null;
    }

    @Override
    public @Nullable FieldType lookupFieldType(Type type, String fieldName) {
        return lookupFieldType(CelProtoTypes.typeToCelType(type), fieldName);
    }

    @Override
    public @Nullable FieldType lookupFieldType(CelType type, String fieldName) {
        CelType field = type.name().equals(VARIABLES)
                ? SimpleType.DYN
                : FIELDS.getOrDefault(type.name(), Map.of()).get(fieldName);
        return field == null ? null : FieldType.of(CelProtoTypes.celTypeToType(field));
    }
}
