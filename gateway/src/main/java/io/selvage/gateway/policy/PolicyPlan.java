package io.selvage.gateway.policy;

import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.PolicyContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The compiled policies of an operation: the effective statements of each section.
 * Immutable; made when the catalog changes and shared by all requests.
 * <p>
 * A run goes inbound, backend, outbound. Any failure skips the rest and goes to on-error;
 * outbound does not run then. Source: the pages "Policies" and "Error handling" of Azure
 * API Management.
 */
public final class PolicyPlan {

	private final StepSequence inbound;

	private final StepSequence backend;

	private final StepSequence outbound;

	private final StepSequence onError;

	private final EffectivePolicy effective;

	private final Secrets secrets;

	PolicyPlan(Map<Section, StepSequence> sections, EffectivePolicy effective, Secrets secrets) {
		this.inbound = steps(sections, Section.INBOUND);
		this.backend = steps(sections, Section.BACKEND);
		this.outbound = steps(sections, Section.OUTBOUND);
		this.onError = steps(sections, Section.ON_ERROR);
		this.effective = effective;
		this.secrets = secrets;
	}

	private static StepSequence steps(Map<Section, StepSequence> sections, Section section) {
		StepSequence steps = sections.get(section);
		return (steps != null) ? steps : new StepSequence(List.of(), List.of());
	}

	/**
	 * Runs the plan for a request. Afterwards {@code context.response()} is what the
	 * client gets.
	 * @param execution the run
	 * @return null if everything is done, else what completes when it is. It fails only
	 * by a defect of ours: failures of statements have become the response.
	 */
	public @Nullable Mono<Void> run(PolicyExecution execution) {
		execution.secrets(this.secrets);
		return completed(runSections(execution), execution);
	}

	private @Nullable Mono<Void> runSections(PolicyExecution execution) {
		Mono<Void> pending;
		try {
			pending = runSection(Section.INBOUND, execution);
		}
		catch (RuntimeException thrown) {
			return fail(thrown, execution);
		}
		return (pending == null) ? null : pending.onErrorResume((thrown) -> orEmpty(fail(thrown, execution)));
	}

	private static @Nullable Mono<Void> completed(@Nullable Mono<Void> pending, PolicyExecution execution) {
		if (pending == null) {
			execution.completeAnswer();
			return execution.answerRead();
		}
		return pending.then(Mono.defer(() -> {
			execution.completeAnswer();
			return orEmpty(execution.answerRead());
		}));
	}

	/**
	 * Runs on-error for a failure that happened outside of the plan, for example a
	 * missing subscription key.
	 * @param failure what happened
	 * @param execution the run
	 * @return null if everything is done, else what completes when it is
	 */
	public @Nullable Mono<Void> runOnError(PolicyException failure, PolicyExecution execution) {
		execution.secrets(this.secrets);
		return completed(fail(failure, execution), execution);
	}

	/**
	 * Runs one section only: for tests and dry runs.
	 * @param section the section
	 * @param execution the run
	 * @return null if the section is done, else what completes when it is; both ways of
	 * failing carry a {@link PolicyException}
	 */
	public @Nullable Mono<Void> runOnly(Section section, PolicyExecution execution) {
		execution.secrets(this.secrets);
		execution.section(section);
		return steps(section).run(execution);
	}

	/**
	 * Returns the document this plan was compiled from.
	 * @return the statements of all scopes, in order
	 */
	public EffectivePolicy effectivePolicy() {
		return this.effective;
	}

	private @Nullable Mono<Void> runSection(Section first, PolicyExecution execution) {
		for (Section section = first; section != Section.ON_ERROR && !execution.terminated(); section = next(section)) {
			if (section == Section.OUTBOUND) {
				ensureResponse(execution.context());
			}
			execution.section(section);
			Mono<Void> pending = steps(section).run(execution);
			if (pending != null) {
				Section following = next(section);
				return (following == Section.ON_ERROR) ? pending
						: pending.then(Mono.defer(() -> orEmpty(runSection(following, execution))));
			}
		}
		return null;
	}

	private @Nullable Mono<Void> fail(Throwable thrown, PolicyExecution execution) {
		PolicyException failure = failureOf(thrown);
		answer(failure, execution);
		execution.enterOnError();
		Mono<Void> pending;
		try {
			pending = this.onError.run(execution);
		}
		catch (RuntimeException second) {
			answer(failureOf(second), execution);
			return null;
		}
		return (pending == null) ? null : pending.onErrorResume((second) -> {
			answer(failureOf(second), execution);
			return Mono.empty();
		});
	}

	private static void answer(PolicyException thrown, PolicyExecution execution) {
		PolicyException failure = execution.secrets().mask(thrown);
		PolicyContext context = execution.context();
		StatementTrace.failure(execution, failure);
		context.lastError(failure.error());
		context.response(execution.services().errors().answer(failure, context));
	}

	private static PolicyException failureOf(Throwable thrown) {
		if (thrown instanceof PolicyException failure) {
			return failure;
		}
		throw (thrown instanceof RuntimeException defect) ? defect : new IllegalStateException(thrown);
	}

	private static void ensureResponse(PolicyContext context) {
		if (context.response() == null) {
			context.response(new GatewayResponse(200, "OK", new ListHeaders(), null));
		}
	}

	private StepSequence steps(Section section) {
		return switch (section) {
			case INBOUND -> this.inbound;
			case BACKEND -> this.backend;
			case OUTBOUND -> this.outbound;
			case ON_ERROR -> this.onError;
		};
	}

	private static Section next(Section section) {
		return switch (section) {
			case INBOUND -> Section.BACKEND;
			case BACKEND -> Section.OUTBOUND;
			case OUTBOUND, ON_ERROR -> Section.ON_ERROR;
		};
	}

	private static Mono<Void> orEmpty(@Nullable Mono<Void> pending) {
		return (pending != null) ? pending : Mono.empty();
	}

}
