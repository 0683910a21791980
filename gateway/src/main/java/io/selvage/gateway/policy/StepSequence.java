package io.selvage.gateway.policy;

import java.util.List;

import io.selvage.gateway.context.TraceRecorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Statements in order. Those that are done at once run in a plain loop; only one that
 * must wait makes a publisher, and the rest goes on when it completes. Stops when a
 * statement ends the pipeline.
 */
final class StepSequence implements Step {

	private static final String EXECUTED = "The statement was executed.";

	private final Step[] steps;

	private final StatementSite[] sites;

	StepSequence(List<Step> steps, List<StatementSite> sites) {
		this.steps = steps.toArray(Step[]::new);
		this.sites = sites.toArray(StatementSite[]::new);
	}

	@Override
	public @Nullable Mono<Void> run(PolicyExecution execution) {
		return runFrom(0, execution);
	}

	private @Nullable Mono<Void> runFrom(int first, PolicyExecution execution) {
		for (int i = first; i < this.steps.length && !execution.terminated(); i++) {
			TraceRecorder trace = execution.context().trace();
			int written = (trace != null) ? trace.size() : 0;
			Mono<Void> pending;
			try {
				pending = this.steps[i].run(execution);
			}
			catch (RuntimeException thrown) {
				throw this.sites[i].locate(thrown);
			}
			if (pending != null) {
				return resumeAfter(i, (trace != null) ? pending.then(executed(i, execution, trace, written)) : pending,
						execution);
			}
			if (trace != null) {
				noteExecuted(i, execution, trace, written);
			}
		}
		return null;
	}

	private Mono<Void> executed(int index, PolicyExecution execution, TraceRecorder trace, int written) {
		return Mono.fromRunnable(() -> noteExecuted(index, execution, trace, written));
	}

	/** A statement that has nothing to tell leaves an entry all the same. */
	private void noteExecuted(int index, PolicyExecution execution, TraceRecorder trace, int written) {
		if (trace.size() == written) {
			StatementTrace.write(execution, this.sites[index].element(), EXECUTED);
		}
	}

	private Mono<Void> resumeAfter(int index, Mono<Void> pending, PolicyExecution execution) {
		Mono<Void> located = pending.onErrorMap(this.sites[index]::locate);
		if (index == this.steps.length - 1) {
			return located;
		}
		return located.then(Mono.defer(() -> {
			Mono<Void> rest = runFrom(index + 1, execution);
			return (rest != null) ? rest : Mono.empty();
		}));
	}

	int size() {
		return this.steps.length;
	}

}
