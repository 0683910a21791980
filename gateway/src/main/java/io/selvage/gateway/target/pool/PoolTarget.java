package io.selvage.gateway.target.pool;

import java.time.Duration;
import java.util.List;

import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.target.Attempts;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.BackendBreaker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A pool. A request goes to the member whose turn it is; if that one cannot be reached,
 * and sending the request again is safe, to the next, until an answer stands or none is
 * left. What a member answers is never second-guessed: that is the business of a retry
 * policy or a circuit breaker.
 */
public final class PoolTarget implements Target {

	private final String backendId;

	private final PoolMembers members;

	private final Ejections ejections;

	private final @Nullable AffinityCookie affinity;

	private final @Nullable Integer failureStatus;

	/**
	 * Creates the pool.
	 * @param backendId the resource name of the pool
	 * @param members its members, at least one
	 * @param ejections the members that could not be reached lately
	 * @param cookieName the cookie that keeps a client at one member, or null
	 * @param failureStatus the status while no member is available; null: 503
	 */
	public PoolTarget(String backendId, List<PoolMember> members, Ejections ejections, @Nullable String cookieName,
			@Nullable Integer failureStatus) {
		this.backendId = backendId;
		this.members = new PoolMembers(members, ejections);
		this.ejections = ejections;
		this.affinity = (cookieName != null) ? new AffinityCookie(cookieName, backendId, members) : null;
		this.failureStatus = failureStatus;
	}

	@Override
	public String backendId() {
		return this.backendId;
	}

	@Override
	public Mono<Void> call(Attempts attempts) {
		return new PoolCall(this, attempts).run();
	}

	@Override
	public boolean available() {
		return this.members.anyAvailable();
	}

	@Override
	public boolean resends() {
		return true;
	}

	@Override
	public @Nullable BackendBreaker breaker() {
		return null;
	}

	@Override
	public boolean healthy() {
		return this.members.anyHealthy();
	}

	@Override
	public List<Endpoint> endpoints() {
		return List.of();
	}

	@Override
	public Ejections ejections() {
		return this.ejections;
	}

	/**
	 * Returns the members that can be called.
	 * @return in the order of the entity
	 */
	public List<PoolMember> list() {
		return this.members.all();
	}

	PoolMembers members() {
		return this.members;
	}

	@Nullable AffinityCookie affinity() {
		return this.affinity;
	}

	@Nullable Integer failureStatus() {
		return this.failureStatus;
	}

	/**
	 * Returns when the first member comes back.
	 * @return zero if no circuit is open
	 */
	Duration retryAfter() {
		Duration shortest = null;
		for (int i = 0; i < this.members.size(); i++) {
			BackendBreaker breaker = this.members.get(i).target().breaker();
			Duration remaining = (breaker != null) ? breaker.state().remaining() : Duration.ZERO;
			if (!remaining.isZero() && (shortest == null || remaining.compareTo(shortest) < 0)) {
				shortest = remaining;
			}
		}
		return (shortest != null) ? shortest : Duration.ZERO;
	}

}
