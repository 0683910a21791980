package io.selvage.gateway.dryrun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.expression.ExpressionDiagnostic;
import io.selvage.gateway.expression.ExpressionResult;
import io.selvage.gateway.expression.ExpressionSyntaxException;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyProblem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What authors try their documents with: says what is wrong, shows the effective policy,
 * and runs it on a sample request. Answers are data for JSON. Immutable and thread-safe.
 */
public final class PolicyWorkbench {

	/** Waits of retry sections are real, but nobody is held up for long. */
	private static final Duration LONGEST_RUN = Duration.ofSeconds(30);

	private final Supplier<PolicyLanguage> language;

	private final PolicyDryRun dryRun;

	/**
	 * Creates a workbench.
	 * @param language the policy language, a new one for every trial
	 * @param dryRun runs plans
	 */
	public PolicyWorkbench(Supplier<PolicyLanguage> language, PolicyDryRun dryRun) {
		this.language = language;
		this.dryRun = dryRun;
	}

	/**
	 * Checks documents and, if they are valid, runs them.
	 * @param subject the documents
	 * @param sample a request; null for no run
	 * @return {@code valid}, {@code problems}, {@code sections} (the statements that run
	 * and where they come from), {@code effectivePolicy} (the same as text) and
	 * {@code dryRun}, as far as there are
	 */
	public Mono<Map<String, Object>> check(PolicySubject subject, @Nullable SampleRequest sample) {
		PolicyCompilation compilation = this.language.get()
			.compiler(subject.environment())
			.compile(subject.documents());
		Map<String, Object> answer = described(compilation.problems());
		PolicyPlan plan = compilation.plan();
		if (plan == null) {
			return Mono.just(answer);
		}
		answer.put("sections", AnswerData.sections(plan.effectivePolicy()));
		answer.put("effectivePolicy", plan.effectivePolicy().text());
		if (sample == null) {
			return Mono.just(answer);
		}
		return this.dryRun
			.run(plan, subject.environment(), SampleContext.of(sample.request(), subject.api(), subject.operation()),
					sample.answers())
			.timeout(LONGEST_RUN)
			.map((outcome) -> {
				answer.put("dryRun", AnswerData.outcome(outcome));
				return answer;
			})
			.onErrorResume(TimeoutException.class, (late) -> {
				answer.put("dryRun", Map.of("unfinished",
						"The run was ended after " + LONGEST_RUN.toSeconds() + " seconds: its policies wait longer."));
				return Mono.just(answer);
			});
	}

	/**
	 * Checks a fragment.
	 * @param subject what it may refer to
	 * @param fragment the fragment
	 * @return {@code valid} and {@code problems}
	 */
	public Map<String, Object> checkFragment(PolicySubject subject, PolicySource fragment) {
		return described(this.language.get().compiler(subject.environment()).checkFragment(fragment));
	}

	/**
	 * Checks an expression.
	 * @param expression its text with <code>@( )</code> or <code>@{ }</code>
	 * @return {@code valid}, {@code type} of a valid <code>@( )</code>, and
	 * {@code problems} with line and column in the text
	 */
	public Map<String, Object> checkExpression(String expression) {
		Map<String, Object> answer = new LinkedHashMap<>();
		List<Object> problems = new ArrayList<>();
		ExpressionCompiler expressions = this.language.get().expressions();
		try {
			expressions.compile(expression, ExpressionResult.OBJECT);
			answer.put("valid", true);
			answer.put("type", expressions.typeOf(expression));
		}
		catch (ExpressionSyntaxException invalid) {
			answer.put("valid", false);
			for (ExpressionDiagnostic diagnostic : invalid.diagnostics()) {
				Map<String, Object> problem = new LinkedHashMap<>();
				problem.put("code", diagnostic.code());
				problem.put("line", diagnostic.line());
				problem.put("column", diagnostic.column());
				problem.put("message", diagnostic.message());
				problems.add(problem);
			}
		}
		answer.put("problems", problems);
		return answer;
	}

	/**
	 * Tells whether a text is a policy fragment.
	 * @param text the text
	 * @return false if it is, or should be, a policy document
	 */
	public static boolean isFragment(String text) {
		return text.stripLeading().startsWith("<fragment");
	}

	private static Map<String, Object> described(List<PolicyProblem> problems) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("valid", problems.stream().noneMatch(PolicyProblem::isError));
		answer.put("problems", problems.stream().map(AnswerData::problem).toList());
		return answer;
	}

}
