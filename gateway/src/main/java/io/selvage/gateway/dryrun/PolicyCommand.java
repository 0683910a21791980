package io.selvage.gateway.dryrun;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.ElementReference;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.runtime.CatalogPolicies;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code policy}: checks, explains and tries policy documents without
 * starting a gateway.
 */
public final class PolicyCommand {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Set<String> OPTIONS = Set.of("scope", "catalog", "api", "operation", "product", "named-value",
			"fragment", "header", "body", "answer");

	private static final String USAGE = """
			usage: policy check FILE...                     says what is wrong, with line and column
			       policy run FILE METHOD URL               shows what a document does to a request
			       policy explain DIRECTORY API OPERATION   shows the effective policy of an operation
			       policy expression TEXT                   says what is wrong with an expression, or its type
			       policy reference [json]                  writes the element reference, as Markdown or JSON
			options: --scope global|product|api|operation   the scope FILE is for (operation)
			         --named-value NAME=VALUE               a named value; may be repeated
			         --fragment ID=FILE                     a policy fragment; may be repeated
			         --catalog DIRECTORY                    named values, fragments and backends of an APIOps directory
			         --api API --operation OPERATION        with --catalog: the operation FILE is for, with its other scopes
			         --product PRODUCT                      the product in whose context the operation is called
			         --header 'Name: value' --body TEXT     of the request; headers may be repeated
			         --answer 'STATUS BODY'                 what the next call is answered; may be repeated""";

	private final PrintStream out;

	private final ExpressionCompiler expressions = new ExpressionCompiler();

	private final PolicyWorkbench workbench = new PolicyWorkbench(this::language,
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
		try {
			CommandOptions call = CommandOptions.parse(Arrays.asList(arguments), OPTIONS);
			List<String> words = call.words();
			String verb = words.isEmpty() ? "" : words.get(0);
			if (verb.equals("check") && words.size() >= 2) {
				int status = 0;
				for (String file : words.subList(1, words.size())) {
					status = Math.max(status, check(file, call));
				}
				return status;
			}
			if (verb.equals("run") && words.size() == 4) {
				return run(words, call);
			}
			if (verb.equals("explain") && words.size() == 4) {
				return explain(words, call);
			}
			if (verb.equals("expression") && words.size() == 2) {
				return json(this.workbench.checkExpression(words.get(1)));
			}
			if (verb.equals("reference") && words.size() <= 2) {
				return reference(words);
			}
		}
		catch (IllegalArgumentException wrong) {
			this.out.println(wrong.getMessage());
			return 2;
		}
		this.out.println(USAGE);
		return 2;
	}

	private PolicyLanguage language() {
		return TrialLanguage.of(List.of(), this.expressions, PolicyLanguage.DEFAULT_BODY_LIMIT);
	}

	private int reference(List<String> words) {
		ElementReference reference = new ElementReference(language().registry());
		if (words.size() == 1) {
			this.out.print(reference.markdown());
			return 0;
		}
		return json(reference.data());
	}

	private int check(String file, CommandOptions call) {
		PolicySource source = source(file);
		PolicySubject subject = subject(source, call);
		Map<String, Object> answer = PolicyWorkbench.isFragment(source.text())
				? this.workbench.checkFragment(subject, source) : done(subject, null);
		boolean valid = Boolean.TRUE.equals(answer.get("valid"));
		this.out.println(file + ": " + (valid ? "valid" : "NOT VALID"));
		problems(answer);
		return valid ? 0 : 1;
	}

	private int run(List<String> words, CommandOptions call) {
		SampleRequest sample = SampleRequest.of(words.get(2), words.get(3), call.all("header"), call.last("body"),
				call.all("answer"));
		return json(done(subject(source(words.get(1)), call), sample));
	}

	private int explain(List<String> words, CommandOptions call) {
		PolicySubject subject = subject(CatalogFolder.read(words.get(1)), words.get(2), words.get(3),
				call.last("product"));
		Map<String, Object> answer = done(subject, null);
		problems(answer);
		if (answer.get("effectivePolicy") instanceof String text) {
			this.out.print(text);
			return 0;
		}
		return 1;
	}

	private Map<String, Object> done(PolicySubject subject, @Nullable SampleRequest sample) {
		Map<String, Object> answer = this.workbench.check(subject, sample).block(PATIENCE);
		return (answer != null) ? answer : Map.of();
	}

	private PolicySubject subject(PolicySource source, CommandOptions call) {
		PolicyScope scope = scope(call.last("scope"));
		String folder = call.last("catalog");
		if (folder == null) {
			return PolicySubject.alone(scope, source, environment(new AnyReference(), call));
		}
		CatalogPolicies catalog = CatalogFolder.read(folder);
		String api = call.last("api");
		String operation = call.last("operation");
		PolicySubject subject = (api != null && operation != null)
				? subject(catalog, api, operation, call.last("product")).with(scope, source)
				: PolicySubject.alone(scope, source, catalog.environment());
		return new PolicySubject(subject.documents(), environment(subject.environment(), call), subject.api(),
				subject.operation());
	}

	private static PolicySubject subject(CatalogPolicies catalog, String api, String operation,
			@Nullable String product) {
		CatalogPolicies.Place place = catalog.find(api, operation, product);
		if (place == null) {
			throw new IllegalArgumentException("There is no operation '" + operation + "' of an API '" + api + "'"
					+ ((product != null) ? " or no product '" + product + "'." : "."));
		}
		return new PolicySubject(place.documents(), catalog.environment(), place.api(), place.operation());
	}

	private static PolicyEnvironment environment(PolicyEnvironment others, CommandOptions call) {
		return GivenReferences.of(call.all("named-value"), call.all("fragment"), PolicyCommand::source, others);
	}

	private static PolicyScope scope(@Nullable String name) {
		if (name == null) {
			return PolicyScope.OPERATION;
		}
		try {
			return PolicyScope.valueOf(name.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException unknown) {
			throw new IllegalArgumentException(
					"'" + name + "' is no scope: expected global, product, api or operation.");
		}
	}

	private static PolicySource source(String file) {
		try {
			return PolicySource.strict(file, Files.readString(Path.of(file)), PolicyFormat.ANY);
		}
		catch (IOException unreadable) {
			throw new IllegalArgumentException(file + ": cannot be read: " + unreadable.getMessage());
		}
	}

	private void problems(Map<String, Object> answer) {
		if (answer.get("problems") instanceof List<?> problems) {
			for (Object problem : problems) {
				if (problem instanceof Map<?, ?> entry) {
					this.out.println("  " + entry.get("severity") + " at line " + entry.get("line") + ", column "
							+ entry.get("column") + ", element '" + entry.get("element") + "': "
							+ entry.get("message"));
				}
			}
		}
	}

	private int json(Map<String, Object> answer) {
		this.out.println(
				JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(answer));
		return Boolean.FALSE.equals(answer.get("valid")) ? 1 : 0;
	}

}
