package io.selvage.gateway.expression;

import java.util.List;

import io.selvage.gateway.expression.binding.BoundExpression;
import io.selvage.gateway.expression.binding.ResultType;
import io.selvage.gateway.expression.code.EvaluationLimits;
import io.selvage.gateway.expression.code.Program;
import io.selvage.gateway.expression.syntax.Parser;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.TypeLibrary;

/**
 * Evaluates a few expressions that use every part of the library, so that the first
 * requests neither wait for classes to be loaded nor run out of their time because of it.
 *
 * @param library the types
 * @param host the type of {@code context}, which these expressions do not use
 */
record WarmUp(TypeLibrary library, ClrType host) {

	private static final EvaluationLimits LIMITS = new EvaluationLimits(100_000, 1 << 30, 64, 60_000, (host) -> 0);

	private static final List<String> EXPRESSIONS = List.of(
			"Regex.Match(\"max-age=5\", @\"max-age=(?<age>\\d+)\").Groups[\"age\"].Value",
			"Regex.IsMatch(\"aa\", @\"^(a)\\1$\")",
			"JObject.Parse(\"{\\\"a\\\":[1,2.5,\\\"x\\\"]}\").SelectToken(\"$.a[0]\").ToString()",
			"JsonConvert.SerializeObject(new { a = 1, b = new JArray(1, \"x\") })",
			"XDocument.Parse(\"<a><b c='1'>x</b></a>\").Descendants(\"b\").First().ToString()",
			"string.Join(\",\", new[] {3, 1, 2}.Where(x => x > 0).OrderBy(x => x).Select(x => $\"{x:D2}|{x,4}\"))",
			"DateTime.Parse(\"2020-01-02T03:04:05Z\").AddDays(1).ToString(\"o\") + TimeSpan.FromSeconds(5)",
			"Convert.ToBase64String(System.Security.Cryptography.SHA256.Create().ComputeHash(Encoding.UTF8.GetBytes(\"a\")))",
			"new Uri(\"http://a/b?c=d\").Host + Uri.EscapeDataString(\"a b\") + Guid.Empty + 1.5m + 2.5",
			"new Dictionary<string, int> { { \"a\", 1 } }.Sum(p => p.Value) + \"a,b\".Split(',').Length");

	void run() {
		for (String text : EXPRESSIONS) {
			BoundExpression bound = BoundExpression.of(this.library, this.host, Parser.expression(text),
					ResultType.OBJECT);
			Program.of(this.library, bound, LIMITS).run(this);
		}
	}

}
