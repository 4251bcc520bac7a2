package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Holds {@code docs/reference/cli.md} against the commands. */
class CommandReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/cli.md");
    private static final Path LAUNCHER = Path.of("../verdict");
    private static final Pattern VARIABLE = Pattern.compile("(?:VERDICT|CERBOS)_[A-Z_]+");

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** The part of the page below a heading, up to the next one. */
    private static String section(String heading) throws IOException {
        String page = page();
        int start = page.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private static List<String> rows(String text) {
        return text.lines().filter(line -> line.startsWith("| `")).toList();
    }

    @Test
    void everyCommandHasASectionAndNoOtherDoes() throws IOException {
        List<String> headings = page().lines()
                .filter(line -> line.startsWith("## verdict "))
                .map(line -> line.substring("## verdict ".length()))
                .toList();

        assertThat(headings)
                .containsExactlyElementsOf(
                        CommandModel.commands().stream().map(CommandModel::name).toList());
    }

    @Test
    void everyParameterAndOptionStandsThereInTheWordsOfTheHelp() throws IOException {
        for (CommandLine command : CommandModel.commands()) {
            List<String> expected = new ArrayList<>();
            for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
                expected.add(row("`" + parameter.paramLabel() + "`", "", parameter));
            }
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.usageHelp()) {
                    String names = Arrays.stream(option.names()).collect(Collectors.joining("`, `", "`", "`"));
                    expected.add(row(names, option.arity().max() == 0 ? "" : "`" + option.paramLabel() + "`", option));
                }
            }

            assertThat(rows(section("verdict " + CommandModel.name(command))))
                    .as(CommandModel.name(command))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String row(String names, String value, ArgSpec argument) {
        return "| " + names + " | " + value + " | " + String.join(" ", argument.description()) + " |";
    }

    @Test
    void everyAliasIsNamed() throws IOException {
        for (CommandLine command : CommandModel.commands()) {
            for (String alias : command.getCommandSpec().aliases()) {
                assertThat(section("verdict " + CommandModel.name(command))).contains("`" + alias + "`");
            }
        }
    }

    @Test
    void everyExitCodeIsExplainedAndNoOther() throws Exception {
        Set<String> codes = new TreeSet<>();
        for (Field field : ExitCode.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                codes.add("`" + field.getInt(null) + "`");
            }
        }

        assertThat(rows(section("Exit codes")))
                .extracting(row -> row.split("\\|", -1)[1].strip())
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyVariableIsExplainedAndNoOther() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Variable variable : Variable.values()) {
            expected.add("VERDICT_" + variable);
            expected.add("CERBOS_" + variable);
        }
        expected.addAll(variables(Files.readString(LAUNCHER)));

        assertThat(variables(String.join("\n", rows(section("Environment"))))).isEqualTo(expected);
    }

    private static Set<String> variables(String text) {
        Set<String> variables = new TreeSet<>();
        for (Matcher matcher = VARIABLE.matcher(text); matcher.find(); ) {
            variables.add(matcher.group());
        }
        return variables;
    }
}
