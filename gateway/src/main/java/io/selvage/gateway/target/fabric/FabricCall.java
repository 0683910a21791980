package io.selvage.gateway.target.fabric;

import java.time.Duration;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Resolution;
import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyRetryBody;
import io.selvage.gateway.retry.RetryCondition;
import io.selvage.gateway.retry.RetryScope;
import io.selvage.gateway.target.Attempt;
import io.selvage.gateway.target.Attempts;
import io.selvage.gateway.target.GuardedSend;
import io.selvage.gateway.target.Outcomes;
import io.selvage.gateway.target.ResendReason;
import io.selvage.gateway.context.TraceSection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One request to a Service Fabric service: the body of both retry sections. The state
 * machine is that of Azure API Management, recovered from a recorded trace:
 * <ul>
 * <li>A round tries every instance of the resolved partition once, beginning where the
 * partition's cursor stands. After each try the resolve condition is asked.
 * <li>When the first retry within a round begins, the partition is resolved again with
 * its version token, while the next instance is tried; not in the last round, which has
 * no use for the answer.
 * <li>The condition is asked once more after a round. If it still holds, the next round
 * waits for that answer before it chooses instances. With a single instance there is no
 * retry within a round, so the partition is resolved again between the rounds.
 * <li>When rounds are used up, the last answer goes to the client, whatever it was.
 * </ul>
 * Beyond that: instances that could not be reached lately come last within a round, the
 * budgets of the request can end it, a member of a pool gives way to other members, and
 * while a primary cannot be reached the request waits a little for its successor.
 */
final class FabricCall implements PolicyRetryBody {

	private static final int GONE = 410;

	private static final int UNAVAILABLE = 503;

	private final FabricTarget target;

	private final Attempts attempts;

	private final FabricOptions options;

	private final FabricTrace trace;

	private final RetryScope scope;

	private Resolution resolution;

	private @Nullable Mono<Resolution> pending;

	private @Nullable Throwable lastFailure;

	private boolean settled;

	private int round;

	private long failoverNanos;

	FabricCall(FabricTarget target, Attempts attempts, Resolution resolution) {
		this.target = target;
		this.attempts = attempts;
		this.options = attempts.fabricOptions();
		this.trace = target.trace(attempts);
		this.resolution = resolution;
		this.failoverNanos = target.settings().failoverWait().toNanos();
		Expression condition = this.options.resolveCondition();
		this.scope = new RetryScope(attempts.context(),
				(condition != null) ? RetryCondition.of(condition) : RetryCondition.CONNECTION_FAILURE,
				TraceSection.BACKEND, InstanceView.TRACE_SOURCE, target.settings().conditionBodyLimit());
	}

	Mono<Void> run() {
		Mono<Void> rounds = this.target.rounds().run(this.scope, this);
		return (rounds != null) ? rounds : Mono.empty();
	}

	@Override
	public @Nullable Mono<Void> execute(int retry) {
		this.round = retry;
		if (retry == 0) {
			return tryInstances();
		}
		Mono<Resolution> awaited = (this.pending != null) ? this.pending : reResolve();
		this.pending = null;
		return awaited.flatMap(this::newestAfter).flatMap((latest) -> {
			this.resolution = latest;
			return orEmpty(tryInstances());
		});
	}

	private @Nullable Mono<Void> tryInstances() {
		PartitionRotation rotation = this.target.rotation(this.resolution);
		InstanceView view = rotation.view(this.resolution, this.options, this.target.backend().transport());
		if (view.size() > 0) {
			Round tries = new Round(view, rotation.nextStart(view.size()));
			return this.target.tries(view.size()).run(this.scope, tries);
		}
		if (view.problem() != null) {
			return failed(ResolutionFailure.of(service(), view.problem()));
		}
		if (this.failoverNanos <= 0) {
			return failed(ResolutionFailure.noInstance(service(), this.options.replicaType()));
		}
		return awaitNewer(this.resolution).flatMap((latest) -> {
			this.resolution = latest;
			return orEmpty(tryInstances());
		});
	}

	private Mono<Void> failed(PolicyException failure) {
		this.lastFailure = failure;
		return Mono.error(failure);
	}

	private FabricServiceName service() {
		return this.resolution.service();
	}

	/** Starts a re-resolve that goes on in the background until somebody waits for it. */
	private Mono<Resolution> reResolve() {
		Resolution previous = this.resolution;
		this.trace.reResolving(previous);
		Mono<Resolution> running = this.target.resolver()
			.refresh(previous)
			.doOnNext(this.trace::resolved)
			.doOnError((failure) -> this.trace.unresolved(previous.service(), failure))
			.onErrorMap((failure) -> ResolutionFailure.of(previous.service(), failure))
			.doOnError((failure) -> this.lastFailure = failure)
			.cache();
		running.subscribe((latest) -> {
		}, (failure) -> {
		});
		return running;
	}

	/** Once a primary does not serve any more, its successor is worth waiting for. */
	private Mono<Resolution> newestAfter(Resolution latest) {
		Attempt last = this.attempts.last();
		boolean primaryLost = last != null && steppedDown(last) && latest.primary() != null
				&& latest.primary().kind() == EndpointKind.STATEFUL_PRIMARY
				&& !"secondary".equalsIgnoreCase(this.options.replicaType());
		boolean known = latest.supersedes(this.resolution);
		return (primaryLost && !known && this.failoverNanos > 0) ? awaitNewer(latest) : Mono.just(latest);
	}

	/**
	 * A replica that leads no more is gone, or says so while its listener stays open.
	 * (Such an answer only comes here if the condition of the policy is not content with
	 * it.)
	 */
	private static boolean steppedDown(Attempt attempt) {
		if (attempt.outcome() instanceof AttemptOutcome.Answered answered) {
			int status = answered.answer().response().statusCode();
			return status == GONE || status == UNAVAILABLE;
		}
		return attempt.unreachable();
	}

	private Mono<Resolution> awaitNewer(Resolution previous) {
		this.trace.awaitingNewer(previous);
		long begun = System.nanoTime();
		return this.target.resolver()
			.awaitNewer(previous, Duration.ofNanos(this.failoverNanos))
			.onErrorMap((failure) -> ResolutionFailure.of(previous.service(), failure))
			.doOnTerminate(() -> this.failoverNanos -= System.nanoTime() - begun);
	}

	@Override
	public String shown(String expression) {
		return this.attempts.mask(expression);
	}

	@Override
	public @Nullable String veto() {
		Attempt last = this.attempts.last();
		boolean failed = this.lastFailure != null;
		if (this.attempts.hasAlternatives() && (failed || (last != null && last.unreachable()))) {
			return "Another member of the pool is tried.";
		}
		return refusal();
	}

	private @Nullable String refusal() {
		if (!this.target.available()) {
			return "The circuit of backend '" + this.target.backendId() + "' is open.";
		}
		boolean authored = this.options.resolveCondition() != null;
		return this.attempts.refusal(this.target.backendId(), authored ? ResendReason.POLICY : ResendReason.GATEWAY);
	}

	/** The condition that ended a round is not asked about the same outcome again. */
	@Override
	public boolean ended() {
		return this.settled;
	}

	@Override
	public void exhausted() {
		this.trace.exceeded(this.resolution);
	}

	private static Mono<Void> orEmpty(@Nullable Mono<Void> work) {
		return (work != null) ? work : Mono.empty();
	}

	/**
	 * One round over the instances: the body of the inner section.
	 */
	private final class Round implements PolicyRetryBody {

		private final InstanceView view;

		private final int start;

		private boolean @Nullable [] tried;

		Round(InstanceView view, int start) {
			this.view = view;
			this.start = start;
		}

		@Override
		public @Nullable Mono<Void> execute(int retry) {
			FabricCall call = FabricCall.this;
			Instance instance = this.view.get(choose(retry));
			call.lastFailure = null;
			call.trace.trying(instance);
			return GuardedSend.send(call.attempts, instance.endpoint(), call.target.breaker()).flatMap((attempt) -> {
				learn(attempt);
				return Outcomes.settle(attempt);
			});
		}

		private void learn(Attempt attempt) {
			FabricCall.this.target.ejections().learn(attempt);
			if (attempt.outcome() instanceof AttemptOutcome.Answered answered && answered.answer().socket() != null) {
				new FailoverWatch(FabricCall.this.target, FabricCall.this.options, FabricCall.this.resolution,
						attempt.endpoint().id())
					.begin(answered.answer().socket());
			}
			if (attempt.unreachable()) {
				FabricCall.this.target.resolver().suspect(FabricCall.this.resolution);
			}
		}

		/** The next instance in turn, those that could not be reached lately last. */
		private int choose(int retry) {
			int size = this.view.size();
			if (this.tried == null && FabricCall.this.target.ejections().none()) {
				return (this.start + retry) % size;
			}
			boolean[] done = this.tried;
			if (done == null) {
				done = new boolean[size];
				for (int i = 0; i < retry; i++) {
					done[(this.start + i) % size] = true;
				}
				this.tried = done;
			}
			int chosen = firstUntried(done);
			done[chosen] = true;
			return chosen;
		}

		private int firstUntried(boolean[] done) {
			int fallback = -1;
			for (int i = 0; i < done.length; i++) {
				int index = (this.start + i) % done.length;
				if (!done[index]) {
					if (FabricCall.this.target.ejections().claim(this.view.get(index).endpoint().id())) {
						return index;
					}
					fallback = (fallback < 0) ? index : fallback;
				}
			}
			return fallback;
		}

		@Override
		public void satisfied() {
			FabricCall.this.settled = true;
		}

		@Override
		public void onRetry(int retry) {
			FabricCall call = FabricCall.this;
			if (retry == 1 && call.round < call.target.backend().maxResolutionRetries()) {
				call.trace.reResolvingMeanwhile(call.resolution);
				call.pending = call.reResolve();
			}
		}

		@Override
		public String shown(String expression) {
			return FabricCall.this.shown(expression);
		}

		@Override
		public @Nullable String veto() {
			return FabricCall.this.refusal();
		}

	}

}
