package io.selvage.gateway.attempt;

import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Finds the target of a request: an entity of the snapshot the request began with, or a
 * URL.
 */
@FunctionalInterface
public interface TargetDirectory {

	/**
	 * Finds a target.
	 * @param execution the request
	 * @param selection what {@code set-backend-service} chose; null: the API's service
	 * URL
	 * @return the target
	 * @throws PolicyException if there is no such backend, it is not usable, or the URL
	 * may not be called
	 */
	Target find(PolicyExecution execution, @Nullable BackendSelection selection);

}
