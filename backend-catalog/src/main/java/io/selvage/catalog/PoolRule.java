package io.selvage.catalog;

import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.entity.PoolMember;
import io.selvage.catalog.resource.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * The members of a pool exist and are no pools; without circuit breakers a pool never
 * takes a failing member out.
 */
final class PoolRule implements ContractRule {

	@Override
	public void check(Judgement judgement) {
		judgement.each(Backend.Pool.class, (id, pool) -> check(judgement, id, pool));
	}

	private static void check(Judgement judgement, ResourceId id, Backend.Pool pool) {
		boolean protectedMember = false;
		for (PoolMember member : pool.members()) {
			@Nullable Backend backend = judgement.snapshot().backend(member.backend());
			if (backend == null) {
				judgement.error(id, "pool", "Backend Entity '" + member.backend() + "' not found.");
			}
			else if (backend instanceof Backend.Pool) {
				judgement.error(id, "pool",
						"Backend Entity '" + member.backend() + "' is a pool; a pool can't be a member of a pool.");
			}
			else {
				protectedMember |= backend.circuitBreaker() != null;
			}
		}
		if (!protectedMember && pool.members().size() > 1) {
			judgement.warning(id, "pool", "No member of this pool has a circuit breaker: "
					+ "a failing member keeps receiving its share of the requests.");
		}
	}

}
