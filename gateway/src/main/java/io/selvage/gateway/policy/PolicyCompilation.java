package io.selvage.gateway.policy;

import java.util.List;

import io.selvage.gateway.policy.document.PolicyProblem;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of compiling policy documents.
 *
 * @param plan the plan; null if there is an error among the problems
 * @param problems errors and warnings, in the order of the documents
 */
public record PolicyCompilation(@Nullable PolicyPlan plan, List<PolicyProblem> problems) {

	/**
	 * Returns the problems that refuse the documents.
	 * @return empty if there is a plan
	 */
	public List<PolicyProblem> errors() {
		return this.problems.stream().filter(PolicyProblem::isError).toList();
	}

}
