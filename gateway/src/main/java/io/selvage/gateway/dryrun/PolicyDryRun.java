package io.selvage.gateway.dryrun;

import java.util.List;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.ErrorResponses;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.context.TraceRecorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Runs a plan on a sample request without a backend: what authors try their documents
 * with, and what conformance vectors are held against. The plan is the real one; only the
 * calls are not made. Waits of retry sections are real. Immutable and thread-safe.
 */
public final class PolicyDryRun {

	private final ErrorResponses errors;

	/**
	 * Creates a dry run.
	 * @param errors makes the answer for a failure
	 */
	public PolicyDryRun(ErrorResponses errors) {
		this.errors = errors;
	}

	/**
	 * Runs all sections as for a request.
	 * @param plan the compiled documents
	 * @param environment what they refer to
	 * @param context the sample request; changed by the run and traced if it has no
	 * recorder yet
	 * @param answers what the calls of the run are answered, in order; the last one is
	 * repeated; none: 200 without a body
	 * @return what happened
	 */
	public Mono<DryOutcome> run(PolicyPlan plan, PolicyEnvironment environment, PolicyContext context,
			List<DryAnswer> answers) {
		return Mono.defer(() -> {
			Run run = new Run(environment, context, answers);
			return orEmpty(plan.run(run.execution)).then(Mono.fromCallable(run::outcome));
		});
	}

	/**
	 * Runs one section, and on-error if it fails.
	 * @param section the section
	 * @param plan the compiled documents
	 * @param environment what they refer to
	 * @param context the sample request, with a response if the section needs one
	 * @param answers what the calls of the run are answered
	 * @return what happened
	 */
	public Mono<DryOutcome> runSection(Section section, PolicyPlan plan, PolicyEnvironment environment,
			PolicyContext context, List<DryAnswer> answers) {
		return Mono.defer(() -> {
			Run run = new Run(environment, context, answers);
			return Mono.defer(() -> orEmpty(plan.runOnly(section, run.execution)))
				.onErrorResume(PolicyException.class, (failure) -> orEmpty(plan.runOnError(failure, run.execution)))
				.then(Mono.fromCallable(run::outcome));
		});
	}

	private static Mono<Void> orEmpty(@Nullable Mono<Void> pending) {
		return (pending != null) ? pending : Mono.empty();
	}

	private final class Run {

		private final PolicyContext context;

		private final DryBackends backends;

		private final PolicyExecution execution;

		private final TraceRecorder trace;

		private boolean failed;

		Run(PolicyEnvironment environment, PolicyContext context, List<DryAnswer> answers) {
			this.context = context;
			this.backends = new DryBackends(environment, answers);
			TraceRecorder known = context.trace();
			this.trace = (known != null) ? known : new TraceRecorder();
			context.trace(this.trace);
			ErrorResponses noted = (failure, request) -> {
				this.failed = true;
				return PolicyDryRun.this.errors.answer(failure, request);
			};
			this.execution = new PolicyExecution(context, new PolicyServices(this.backends, this.backends, noted));
		}

		DryOutcome outcome() {
			return new DryOutcome(this.context, this.backends.calls(), this.execution.selection(),
					this.execution.terminated() || this.failed, this.failed, this.trace.entries(),
					this.execution.secrets());
		}

	}

}
