package dev.verdict.expr.check;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the checker knows of the operators. The evaluator has nodes of its own for them. */
final class Operators {
    private static final CelType A = TypeParamType.create("A");
    private static final CelType B = TypeParamType.create("B");
    private static final CelType LIST_A = ListType.create(A);
    private static final CelType MAP_AB = MapType.create(A, B);
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType INT = SimpleType.INT;
    private static final CelType UINT = SimpleType.UINT;
    private static final CelType DOUBLE = SimpleType.DOUBLE;
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType BYTES = SimpleType.BYTES;
    private static final CelType TIMESTAMP = SimpleType.TIMESTAMP;
    private static final CelType DURATION = SimpleType.DURATION;

    private Operators() {}

    static List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> all = new ArrayList<>();
        logic(all);
        comparison(all);
        arithmetic(all);
        members(all);
        return all;
    }

    private static void logic(List<CelFunctionDecl> all) {
        all.add(function("!_", shape(BOOL, BOOL)));
        all.add(function("_&&_", shape(BOOL, BOOL, BOOL)));
        all.add(function("_||_", shape(BOOL, BOOL, BOOL)));
        all.add(function("_?_:_", shape(A, BOOL, A, A)));
        all.add(function("@not_strictly_false", shape(BOOL, BOOL)));
        all.add(function("_==_", shape(BOOL, A, A)));
        all.add(function("_!=_", shape(BOOL, A, A)));
        all.add(function("@in", shape(BOOL, A, LIST_A), shape(BOOL, A, MAP_AB)));
    }

    private static void comparison(List<CelFunctionDecl> all) {
        for (String operator : List.of("_<_", "_<=_", "_>_", "_>=_")) {
            List<Shape> shapes = new ArrayList<>();
            for (CelType type : List.of(BOOL, STRING, BYTES, TIMESTAMP, DURATION)) {
                shapes.add(shape(BOOL, type, type));
            }
            for (CelType left : List.of(INT, UINT, DOUBLE)) {
                for (CelType right : List.of(INT, UINT, DOUBLE)) {
                    shapes.add(shape(BOOL, left, right));
                }
            }
            all.add(function(operator, shapes.toArray(Shape[]::new)));
        }
    }

    private static void arithmetic(List<CelFunctionDecl> all) {
        all.add(function(
                "_+_",
                shape(INT, INT, INT),
                shape(UINT, UINT, UINT),
                shape(DOUBLE, DOUBLE, DOUBLE),
                shape(STRING, STRING, STRING),
                shape(BYTES, BYTES, BYTES),
                shape(LIST_A, LIST_A, LIST_A),
                shape(TIMESTAMP, TIMESTAMP, DURATION),
                shape(TIMESTAMP, DURATION, TIMESTAMP),
                shape(DURATION, DURATION, DURATION)));
        all.add(function(
                "_-_",
                shape(INT, INT, INT),
                shape(UINT, UINT, UINT),
                shape(DOUBLE, DOUBLE, DOUBLE),
                shape(DURATION, TIMESTAMP, TIMESTAMP),
                shape(TIMESTAMP, TIMESTAMP, DURATION),
                shape(DURATION, DURATION, DURATION)));
        for (String operator : List.of("_*_", "_/_")) {
            all.add(function(operator, shape(INT, INT, INT), shape(UINT, UINT, UINT), shape(DOUBLE, DOUBLE, DOUBLE)));
        }
        all.add(function("_%_", shape(INT, INT, INT), shape(UINT, UINT, UINT)));
        all.add(function("-_", shape(INT, INT), shape(DOUBLE, DOUBLE)));
    }

    private static void members(List<CelFunctionDecl> all) {
        CelType optionalA = OptionalType.create(A);
        CelType optionalB = OptionalType.create(B);
        all.add(function(
                "_[_]",
                shape(A, LIST_A, INT),
                shape(B, MAP_AB, A),
                shape(optionalA, OptionalType.create(LIST_A), INT),
                shape(optionalB, OptionalType.create(MAP_AB), A)));
        all.add(function(
                "_[?_]",
                shape(optionalA, LIST_A, INT),
                shape(optionalA, OptionalType.create(LIST_A), INT),
                shape(optionalB, MAP_AB, A),
                shape(optionalB, OptionalType.create(MAP_AB), A)));
        all.add(function("_?._", shape(OptionalType.create(SimpleType.DYN), SimpleType.DYN, STRING)));
        all.add(function(Macros.MAP_INSERT, shape(MAP_AB, MAP_AB, A, B), shape(MAP_AB, MAP_AB, MAP_AB)));
    }

    private record Shape(CelType result, List<CelType> parameters) {}

    private static Shape shape(CelType result, CelType... parameters) {
        return new Shape(result, List.of(parameters));
    }

    private static CelFunctionDecl function(String name, Shape... shapes) {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        for (Shape shape : shapes) {
            String id = (name + "#" + overloads.size()).toLowerCase(Locale.ROOT);
            overloads.add(CelOverloadDecl.newGlobalOverload(id, shape.result(), shape.parameters()));
        }
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }
}
