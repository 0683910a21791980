package io.selvage.gateway.expression;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.forward.StreamedBody;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What expressions may not do: leave the closed list of types, or use up the machine.
 */
class ExpressionSandboxTests {

	private static final long MIB = 1 << 20;

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	@TestFactory
	Stream<DynamicTest> refuseToLeaveTheListOfTypes() throws IOException {
		return lines("/expressions/escapes.txt").map(
				(text) -> DynamicTest.dynamicTest(text, () -> assertThatExceptionOfType(ExpressionSyntaxException.class)
					.isThrownBy(() -> this.compiler.compile(text))));
	}

	@TestFactory
	Stream<DynamicTest> stopWhatUsesUpTimeOrMemory() throws IOException {
		return lines("/expressions/bombs.txt").map((text) -> DynamicTest.dynamicTest(text, () -> {
			Expression expression = this.compiler.compile(text);
			assertThat(stop(expression).type()).isEqualTo("ExpressionLimitExceeded");
			assertThat(allocatedByStopping(expression)).isLessThanOrEqualTo(MIB);
		}));
	}

	private static ExpressionException stop(Expression expression) {
		return stop(expression, VectorContexts.empty());
	}

	private static ExpressionException stop(Expression expression, PolicyContext context) {
		ExpressionException stopped = catchThrowableOfType(ExpressionException.class,
				() -> expression.evaluate(context));
		assertThat(stopped).isNotNull();
		return stopped;
	}

	/**
	 * The classes are loaded by now; what a just-in-time compiler saves is not needed.
	 */
	private static long allocatedByStopping(Expression expression) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		PolicyContext context = VectorContexts.empty();
		long before = threads.getCurrentThreadAllocatedBytes();
		try {
			expression.evaluate(context);
		}
		catch (ExpressionException stopped) {
			return threads.getCurrentThreadAllocatedBytes() - before;
		}
		throw new AssertionError("It was not stopped the second time.");
	}

	@Test
	void grantsMoreToExpressionsOverLargeBodies() {
		String json = "[" + "{\"id\":123,\"name\":\"a name\"},".repeat(60_000) + "0]";
		PolicyContext context = VectorContexts.withBody(json);
		Object text = this.compiler.compile("@(context.Request.Body.As<string>(preserveContent: true))")
			.evaluate(context);
		assertThat(text).isEqualTo(json);
		assertThat(this.compiler.compile("@(context.Request.Body.As<string>(true).Replace(\"name\", \"title\").Length)")
			.evaluate(context)).isEqualTo(json.length() + 60_000 * 2);
		context.variables().put("text", json);
		assertThat(
				this.compiler.compile("@(((string)context.Variables[\"text\"]).ToUpper() + \"!\")").evaluate(context))
			.isEqualTo(json.toUpperCase(Locale.ROOT) + "!");
	}

	@Test
	void grantsMoreTimeToPatternsOverLargeText() {
		ExpressionOptions options = new ExpressionOptions(10_000, 1 << 30, 64, 1, true);
		Expression expression = new ExpressionCompiler(options)
			.compile("@(Regex.IsMatch((string)context.Variables[\"text\"], @\"(.)\\1\"))");
		PolicyContext context = VectorContexts.empty();
		context.variables().put("text", "ab".repeat(250_000));
		context.variables().put("other", "x".repeat(16 << 20));
		assertThat(expression.evaluate(context)).isEqualTo(false);
	}

	/** One whose body came from a connection and is gone when it is read away. */
	private static PolicyContext request(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		StreamedBody streamed = new StreamedBody(Flux.just(Unpooled.wrappedBuffer(bytes)),
				ImmediateEventExecutor.INSTANCE, bytes.length);
		assertThat(streamed.buffer(bytes.length).block()).hasSize(bytes.length);
		PolicyContext empty = VectorContexts.empty();
		return new PolicyContext(empty.caller(), empty.deployment(), new GatewayRequest("POST",
				MessageUrl.parse("https://gateway.example/echo"), new ListHeaders(), streamed, "192.0.2.1"));
	}

	@Test
	void announcesADocumentBeforeItIsReadFromABody() {
		for (String type : new String[] { "JArray", "JToken", "JObject" }) {
			String body = "[" + ",".repeat(200_000) + "]";
			assertThat(stop(this.compiler.compile("@(context.Request.Body.As<" + type + ">())"), request(body)).type())
				.as(type)
				.isEqualTo("ExpressionLimitExceeded");
		}
		for (String type : new String[] { "XDocument", "XElement" }) {
			String body = "<a>" + "<".repeat(200_000) + "</a>";
			assertThat(stop(this.compiler.compile("@(context.Request.Body.As<" + type + ">())"), request(body)).type())
				.as(type)
				.isEqualTo("ExpressionLimitExceeded");
		}
	}

	@Test
	void readsLargeBodiesOfSmallPartsAndOfSeparatorsInText() {
		assertThat(this.compiler.compile("@(context.Request.Body.As<JArray>().Count)")
			.evaluate(request("[" + "1,".repeat(500_000) + "1]"))).isEqualTo(500_001);
		assertThat(this.compiler.compile("@(context.Request.Body.As<JArray>().Count)")
			.evaluate(request("['" + ",".repeat(1_000_000) + "']"))).isEqualTo(1);
		assertThat(this.compiler.compile("@(context.Request.Body.As<XElement>().Value.Length)")
			.evaluate(request("<a>" + "=".repeat(1_000_000) + "</a>"))).isEqualTo(1_000_000);
	}

	@Test
	void countsABodyAsInputAlsoWhenItWasReadAway() {
		assertThat(this.compiler
			.compile("@{ var text = context.Request.Body.As<string>(); return (text + text + text).Length; }")
			.evaluate(request("x".repeat(300_000)))).isEqualTo(900_000);
		assertThat(this.compiler.compile("@(context.Request.Body.AsFormUrlEncodedContent().Count)")
			.evaluate(request("a=1&".repeat(10_100)))).isEqualTo(1);
	}

	@Test
	void compilesNestedLambdasInBoundedWork() {
		StringBuilder text = new StringBuilder("1");
		for (int i = 0; i < 12; i++) {
			text.insert(0, "new[] {1}.Select(x" + i + " => ").append(").Sum()");
		}
		try {
			assertThat(this.compiler.compile("@(" + text + ")").evaluate(VectorContexts.empty())).isEqualTo(1);
		}
		catch (ExpressionSyntaxException tooComplex) {
			assertThat(tooComplex.diagnostics().get(0).code()).isEqualTo("CS8078");
		}
	}

	@Test
	void namesTheLineAndColumnInTheDocument() {
		ExpressionSyntaxException error = catchThrowableOfType(ExpressionSyntaxException.class,
				() -> this.compiler.compile("@{\n  var a = 1;\n  return a + b;\n}", ExpressionResult.OBJECT, 10, 5));
		assertThat(error.diagnostics()).singleElement().satisfies((diagnostic) -> {
			assertThat(diagnostic.code()).isEqualTo("CS0103");
			assertThat(diagnostic.line()).isEqualTo(12);
			assertThat(diagnostic.column()).isEqualTo(14);
		});
	}

	@Test
	void saysWhatIsMissingAndWhere() {
		ExpressionSyntaxException error = catchThrowableOfType(ExpressionSyntaxException.class, () -> this.compiler
			.compile("@(context.Request.Url.Query.GetValueOrDefault(\"userId\",\"\")", ExpressionResult.STRING, 3, 7));
		assertThat(error.diagnostics().get(0).missing()).isEqualTo(")");
		assertThat(error.diagnostics().get(0).line()).isEqualTo(3);
	}

	@Test
	void suggestsTheNearestMember() {
		assertThatExceptionOfType(ExpressionSyntaxException.class)
			.isThrownBy(() -> this.compiler.compile("@(context.Request.Url.path)"))
			.withMessageContaining("did you mean 'Path'?");
	}

	private static Stream<String> lines(String resource) throws IOException {
		try (InputStream file = ExpressionSandboxTests.class.getResourceAsStream(resource)) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"));
		}
	}

}
