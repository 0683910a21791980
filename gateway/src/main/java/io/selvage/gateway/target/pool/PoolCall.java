package io.selvage.gateway.target.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.target.Attempt;
import io.selvage.gateway.target.Attempts;
import io.selvage.gateway.target.Outcomes;
import io.selvage.gateway.target.ResendReason;
import io.selvage.gateway.target.ResendRules;
import io.selvage.gateway.target.Unavailability;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One request to a pool.
 */
final class PoolCall {

	private final PoolTarget pool;

	private final Attempts attempts;

	private final boolean[] tried;

	private int clientsMember = PoolMembers.NONE;

	private @Nullable PolicyException lastFailure;

	PoolCall(PoolTarget pool, Attempts attempts) {
		this.pool = pool;
		this.attempts = attempts;
		this.tried = new boolean[pool.members().size()];
	}

	Mono<Void> run() {
		AffinityCookie affinity = this.pool.affinity();
		if (affinity != null) {
			this.clientsMember = affinity.memberOf(this.attempts.context().request());
			if (this.clientsMember != PoolMembers.NONE && this.pool.members().wanted(this.clientsMember)) {
				return call(this.clientsMember);
			}
		}
		return callNext();
	}

	private Mono<Void> callNext() {
		int member = this.pool.members().next(this.tried);
		if (member != PoolMembers.NONE) {
			return call(member);
		}
		boolean reached = this.lastFailure != null && !Unavailability.REASON.equals(this.lastFailure.error().reason());
		return Mono.error((reached && this.lastFailure != null) ? this.lastFailure
				: Unavailability.ofPool(this.pool.backendId(), this.pool.failureStatus(), this.pool.retryAfter()));
	}

	private Mono<Void> call(int index) {
		PoolMember member = this.pool.members().get(index);
		this.tried[index] = true;
		trace(member);
		this.attempts.hasAlternatives(this.pool.members().anyLeft(this.tried));
		Attempt before = this.attempts.last();
		return member.target()
			.call(this.attempts)
			.then(Mono.<Void>fromRunnable(() -> answered(index)))
			.onErrorResume(PolicyException.class, (failure) -> failed(member, failure, before));
	}

	private void answered(int index) {
		AffinityCookie affinity = this.pool.affinity();
		PolicyContext context = this.attempts.context();
		GatewayResponse response = context.response();
		if (!this.pool.ejections().none()) {
			this.pool.ejections().readmit(this.pool.members().get(index).id());
		}
		if (affinity != null && response != null && index != this.clientsMember) {
			affinity.set(context.request(), response, index);
		}
	}

	private Mono<Void> failed(PoolMember member, PolicyException failure, @Nullable Attempt before) {
		this.lastFailure = failure;
		Attempt last = this.attempts.last();
		if (last == null || last == before) {
			return notSent(member, failure);
		}
		if (!ResendRules.failsOver(last)) {
			return Mono.error(failure);
		}
		if (last.unreachable()) {
			this.pool.ejections().eject(member.id());
		}
		String refusal = this.attempts.refusal(this.pool.backendId(), ResendReason.GATEWAY);
		if (refusal != null) {
			Outcomes.explain(this.attempts, refusal);
			return Mono.error(failure);
		}
		return callNext();
	}

	/** An open circuit, or a cluster that could not be asked. */
	private Mono<Void> notSent(PoolMember member, PolicyException failure) {
		if (failure.status() < 500) {
			return Mono.error(failure);
		}
		if (!Unavailability.REASON.equals(failure.error().reason())) {
			this.pool.ejections().eject(member.id());
		}
		return callNext();
	}

	private void trace(PoolMember member) {
		TraceRecorder recorder = this.attempts.context().trace();
		if (recorder != null) {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("message", "Backend '" + member.id() + "' of pool '" + this.pool.backendId() + "' was selected.");
			data.put("priority", member.priority());
			data.put("weight", member.weight());
			List<String> out = this.pool.members().unavailable();
			if (!out.isEmpty()) {
				data.put("unavailable", out);
			}
			recorder.add(TraceSection.BACKEND, Endpoint.FORWARD_REQUEST, data);
		}
	}

}
