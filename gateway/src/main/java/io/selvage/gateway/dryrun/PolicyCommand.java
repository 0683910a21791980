package io.selvage.gateway.dryrun;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.ElementReference;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.statement.Statements;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code policy}: checks policy files without starting a gateway.
 * {@code policy check FILE...} says what is wrong, {@code policy run FILE METHOD URL}
 * shows what a document does to a request, {@code policy reference} writes the element
 * reference as Markdown.
 */
public final class PolicyCommand {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final PrintStream out;

	private final PolicyLanguage language = new PolicyLanguage(Statements.registry(List.of()), new ExpressionCompiler(),
			PolicyLanguage.DEFAULT_BODY_LIMIT);

	private final PolicyWorkbench workbench = new PolicyWorkbench(this.language,
			new PolicyDryRun(new ApimErrorResponses(new FailureLog(0))));

	/**
	 * Creates the command.
	 * @param out where it writes
	 */
	public PolicyCommand(PrintStream out) {
		this.out = out;
	}

	/**
	 * Runs the command.
	 * @param arguments what follows {@code policy}
	 * @return the exit status: 0, 1 if a document is not valid, 2 for a wrong call
	 */
	public int run(String... arguments) {
		List<String> words = Arrays.asList(arguments);
		if (words.size() == 1 && words.get(0).equals("reference")) {
			this.out.print(new ElementReference(this.language.registry()).markdown());
			return 0;
		}
		if (words.size() >= 2 && words.get(0).equals("check")) {
			int status = 0;
			for (String file : words.subList(1, words.size())) {
				status = Math.max(status, check(file, null));
			}
			return status;
		}
		if (words.size() == 4 && words.get(0).equals("run")) {
			try {
				return check(words.get(1), new GatewayRequest(words.get(2), MessageUrl.parse(words.get(3)),
						new ListHeaders(), null, "127.0.0.1"));
			}
			catch (IllegalArgumentException noUrl) {
				this.out.println(noUrl.getMessage());
				return 2;
			}
		}
		this.out.println("usage: policy check FILE... | policy run FILE METHOD URL | policy reference");
		return 2;
	}

	private int check(String file, @Nullable GatewayRequest request) {
		String text;
		try {
			text = Files.readString(Path.of(file));
		}
		catch (IOException unreadable) {
			this.out.println(file + ": cannot be read: " + unreadable.getMessage());
			return 2;
		}
		Map<String, Object> answer = this.workbench
			.check(PolicyScope.OPERATION, PolicySource.file(file, text), new AnyReference(), request)
			.block(PATIENCE);
		if (answer == null) {
			return 2;
		}
		boolean valid = Boolean.TRUE.equals(answer.get("valid"));
		if (request != null) {
			this.out.println(
					JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(answer));
			return valid ? 0 : 1;
		}
		this.out.println(file + ": " + (valid ? "valid" : "NOT VALID"));
		for (Object problem : lines(answer)) {
			this.out.println("  " + problem);
		}
		return valid ? 0 : 1;
	}

	private static List<Object> lines(Map<String, Object> answer) {
		List<Object> lines = new ArrayList<>();
		if (answer.get("problems") instanceof List<?> problems) {
			for (Object problem : problems) {
				if (problem instanceof Map<?, ?> entry) {
					lines
						.add(entry.get("severity") + " at line " + entry.get("line") + ", column " + entry.get("column")
								+ ", element '" + entry.get("element") + "': " + entry.get("message"));
				}
			}
		}
		return lines;
	}

}
