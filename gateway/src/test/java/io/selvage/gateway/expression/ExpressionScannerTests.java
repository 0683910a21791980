package io.selvage.gateway.expression;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExpressionScannerTests {

	@ParameterizedTest
	@ValueSource(strings = { "@(a)", "@(\"a)b\")", "@(\"a\\\")b\")", "@(@\"a\"\")b\")",
			"@(x == ')' || y == '\"' || z == '\\'')", "@($\"{v[\"a\"] + \")\"}\")", "@($\"{{)}}{a}\")",
			"@{ // )}\"\n return 1; /* }\" */ }", "@($@\"{a:\"\"x\"\"}\\\")", "@($\"{(a ? \"}\" : \")\")}\")",
			"@{ return new Dictionary<string,string>{{\"a\",\"1\"}}[\"a\"]; }", "@($\"{$\"{b}\"}\")",
			"@(a < b ? \"x\" : \"y\")", "@('\\u0029' + \"\\u0029\")" })
	void endsAtTheBracketThatClosesTheFirst(String expression) {
		String document = "<a b=\"" + expression + "\" c=\")\" />";
		assertThat(ExpressionScanner.scan(document, 6).end()).isEqualTo(6 + expression.length());
	}

	@Test
	void namesWhatIsMissing() {
		ExpressionScanner.Problem problem = Objects
			.requireNonNull(ExpressionScanner.problem("@(Query.GetValueOrDefault(\"userId\",\"\")"));
		assertThat(problem.code()).isEqualTo("CS1026");
		assertThat(problem.missing()).isEqualTo(")");
	}

	@Test
	void reportsEveryMissingBracketInnermostFirst() {
		assertThat(Objects.requireNonNull(ExpressionScanner.scan("@{ if (a[0", 0).problem()).missing())
			.isEqualTo("])}");
	}

	@Test
	void pointsAtTheErrorInTheWholeText() {
		ExpressionScanner.Problem problem = Objects.requireNonNull(ExpressionScanner.problem("  @(\"a\" \"b\")"));
		assertThat(problem.offset()).isEqualTo(8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "@(a", "@(\"a)", "@{ /* }", "@('a)", "@($\"{a)", "@([)", "@($\"{a\")", "@(\"\n\")" })
	void findsNoEndWhereBracketsOrLiteralsAreOpen(String text) {
		assertThat(ExpressionScanner.scan(text, 0).found()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "@((int)context.Response.StatusCode != 200 || context.LastError?.Reason == \"Timeout\")",
			"@((Int32)x)", "@((a) - b)", "@((a)(b))", "@(a is int i ? i + 1 : 0)", "@(a is int? ? b : c)",
			"@(x as int? ?? 0)", "@(a?[0]?.B(c)[1])", "@(d.Get<string, List<int>>(\"x\").F())", "@(a < b && c > d)",
			"@(f(a < b, c > (d)))", "@(x => x.Y)", "@(a.Select((x, i) => { return x + i; }))",
			"@(new { a = 1, b.C, d })", "@(new [] {1, 2,})", "@(new int[3])", "@(new string[] { \"a\" }.Length)",
			"@(new List<int> { 1, 2 })", "@(new JObject { [\"a\"] = 1, [\"b\"] = new JObject { [\"c\"] = 2 } })",
			"@(new Foo { A = 1, B = { C = 2 } })", "@(default(int) + default)", "@(a >> 2 << 1)",
			"@(f(out var x, out int y, ref z, name: 1))",
			"@{ int[] a = { 1, 2 }; int x = 1, y; const int z = 3; int? n = null; return a[0]; }",
			"@{ for (int i = 0, j = 1; i < 10; i++, j--) { if (i == 3) continue; else break; } return 1; }",
			"@{ foreach (var x in y) f(x); while (true) { break; } do { a >>= 1; } while (a > 0); return 1; }",
			"@{ switch (x) { case 1: case 2: return 1; case string s when s.Length > 1: return 2; default: break; } return 3; }",
			"@{ try { return 1; } catch (FormatException e) when (e.Message == \"\") { throw; } catch { } finally { } return 2; }",
			"@{ using (var h = new X()) { return h; } }",
			"@{ int Twice(int x) => x * 2; string F() { return null; } return Twice(2); }",
			"@(a ?? throw new Exception(\"x\"))", "@(checked(a + b))", "@(nameof(a.b))",
			"@(-1.5e3 + 0x1F + 1_000L + 2m)", "@(global::System.String.Empty)", "@(\"a\" /* c */ + @\"b\" // d\n)" })
	void parsesTheSubset(String expression) {
		assertThat(ExpressionScanner.problem(expression)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "@('')", "@('ab')", "@(\"a\" \"b\")", "@()", "@(1 +)", "@{ return 1 }", "@(typeof(int))",
			"@{ goto a; }", "@{ unsafe { } }", "@(\"\\q\")", "@(1abc)", "@(#)", "@{ if x { } }", "@(new List<int>)",
			"x", "@(a) b" })
	void refusesWhatIsNoExpression(String expression) {
		assertThat(ExpressionScanner.parses(expression)).isFalse();
	}

	@Test
	void survivesDeepNesting() {
		assertThat(ExpressionScanner.parses("@" + "(".repeat(50_000))).isFalse();
		assertThat(ExpressionScanner.parses("@(" + "-".repeat(100_000) + "1)")).isFalse();
		assertThat(ExpressionScanner.parses("@(" + "a<".repeat(2_000) + "1)")).isTrue();
	}

}
