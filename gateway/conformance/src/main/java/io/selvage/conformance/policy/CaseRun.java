package io.selvage.conformance.policy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.selvage.gateway.attempt.AttemptLimits;
import io.selvage.gateway.attempt.AttemptListener;
import io.selvage.gateway.attempt.RequestForwarder;
import io.selvage.gateway.attempt.RetryBudgetRule;
import io.selvage.gateway.attempt.RetryBudgets;
import io.selvage.gateway.attempt.TargetDirectory;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.dryrun.DryAnswer;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.dryrun.OutgoingCall;
import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyServices;
import reactor.core.publisher.Mono;

/**
 * How the exchanges of a case are run: the context ends with the response.
 */
interface CaseRun {

	/** How long an exchange may take; the waits of retry policies are real. */
	Duration PATIENCE = Duration.ofSeconds(30);

	/**
	 * Runs an exchange.
	 * @return all calls in the order they were made, one that nobody took included
	 */
	List<OutgoingCall> run(PolicyPlan plan, PolicyContext context, List<DryAnswer> answers);

	/** Without a network and without the forwarder: enough where URLs name hosts. */
	static CaseRun dry(PolicyEnvironment environment) {
		return (plan, context, answers) -> {
			DryOutcome outcome = Language.dryRun().run(plan, environment, context, answers).block(PATIENCE);
			return Objects.requireNonNull(outcome).calls();
		};
	}

	/** Through the real forwarder, for backends that have to be resolved. */
	static CaseRun forwarding(TargetDirectory targets) {
		RetryBudgets budgets = new RetryBudgets(RetryBudgetRule.DEFAULT, System::nanoTime);
		return (plan, context, answers) -> {
			CaseBackends backends = new CaseBackends(answers);
			RequestForwarder forwarder = new RequestForwarder(backends, targets, AttemptLimits.DEFAULT, budgets,
					AttemptListener.NONE);
			PolicyExecution execution = new PolicyExecution(context,
					new PolicyServices(forwarder, backends, new ApimErrorResponses(new FailureLog(0))));
			Mono<Void> pending = plan.run(execution);
			if (pending != null) {
				pending.block(PATIENCE);
			}
			execution.end();
			return backends.calls();
		};
	}

}
