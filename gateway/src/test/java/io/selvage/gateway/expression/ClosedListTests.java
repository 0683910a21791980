package io.selvage.gateway.expression;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The types and members that the documentation of policy expressions lists, one by one:
 * each is declared, or left out with a reason.
 */
class ClosedListTests {

	private final TypeLibrary library = ExpressionTypes.library(ExpressionOptions.DEFAULT);

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	@Test
	void everyMemberOfTheListIsDeclared() throws IOException {
		List<String> missing = new ArrayList<>();
		for (String[] line : lines("closed-list.tsv")) {
			for (String member : line[1].split(" ")) {
				if (!declares(line[0], member)) {
					missing.add(line[0] + "." + member);
				}
			}
		}
		assertThat(missing).isEmpty();
	}

	@Test
	void whatIsLeftOutHasAReasonAndIsReallyLeftOut() throws IOException {
		List<String> stale = new ArrayList<>();
		for (String[] line : lines("closed-list-left-out.tsv")) {
			assertThat(line).hasSize(3);
			if (declares(line[0], line[1])) {
				stale.add(line[0] + "." + line[1]);
			}
		}
		assertThat(stale).isEmpty();
	}

	@Test
	void everyContextMemberSeenInPoliciesBinds() throws IOException {
		Path table = Path.of("..", "..", "shared", "conformance", "policy-corpus", "context_members.csv");
		assumeThat(table).as("the table of members, beside the project").exists();
		List<String> refused = new ArrayList<>();
		try (Stream<String> lines = Files.lines(table)) {
			lines.skip(1).map((line) -> line.substring(0, line.indexOf(','))).forEach((member) -> {
				String expression = member.replace("[..]", "[\"x\"]")
					.replace("TryGetValue()", "TryGetValue(\"x\", out var found)")
					.replace("ContainsKey()", "ContainsKey(\"x\")")
					.replace("<T>", "<string>")
					.replace("(1)", "(\"x\")")
					.replace("(2)", "(\"x\", \"y\")")
					.replace("Trace()", "Trace(\"x\")");
				String statement = "@{ " + (expression.contains("Trace(") ? expression : "object value = " + expression)
						+ "; return null; }";
				try {
					this.compiler.compile(statement);
				}
				catch (ExpressionSyntaxException error) {
					refused.add(member + ": " + error.getMessage());
				}
			});
		}
		assertThat(refused).isEmpty();
	}

	private boolean declares(String type, String member) {
		int tick = type.indexOf('`');
		int arity = (tick < 0) ? 0 : Integer.parseInt(type.substring(tick + 1));
		TypeDefinition definition = this.library.definition((tick < 0) ? type : type.substring(0, tick), arity);
		return definition != null && declares(definition, member, new HashSet<>());
	}

	private static boolean declares(@Nullable TypeDefinition type, String member, Set<TypeDefinition> seen) {
		if (type == null || !seen.add(type)) {
			return false;
		}
		if (member.equals(".ctor")) {
			return !type.constructors().isEmpty();
		}
		boolean here = !type.methods(member).isEmpty() || type.property(member) != null
				|| (member.equals("this[]") && !type.indexers().isEmpty())
				|| (type.enumeration() != null && type.enumeration().members().containsKey(member));
		NamedType base = type.base();
		return here || (base != null && declares(base.definition(), member, seen))
				|| type.interfaces().stream().anyMatch((name) -> declares(name.definition(), member, seen));
	}

	private static List<String[]> lines(String table) throws IOException {
		try (InputStream file = ClosedListTests.class.getResourceAsStream("/expressions/" + table)) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split("\t"))
				.toList();
		}
	}

}
