package io.selvage.gateway.policy;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A compiled policy statement. Immutable and thread-safe.
 */
public interface Step {

	/**
	 * Executes the statement.
	 * @param execution the request it is executed for
	 * @return null if the statement is done, else what must complete before the next
	 * statement runs
	 */
	@Nullable Mono<Void> run(PolicyExecution execution);

}
