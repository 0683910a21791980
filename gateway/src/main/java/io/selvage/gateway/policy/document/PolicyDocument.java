package io.selvage.gateway.policy.document;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A document that was read.
 *
 * @param root its root element; null if it could not be read
 * @param problems what is wrong with it, or was repaired
 * @param secrets the values of the secret named values that were put in
 */
public record PolicyDocument(@Nullable PolicyElement root, List<PolicyProblem> problems, List<String> secrets) {

	@Override
	public String toString() {
		return "PolicyDocument[root=" + ((this.root != null) ? this.root.name() : "none") + ", problems="
				+ this.problems + "]";
	}

}
