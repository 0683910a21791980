package io.selvage.gateway.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.context.LastError;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.TextPosition;

/**
 * Stands in for documents that refer to named values which exist but have no value, for
 * example because a vault has not given it yet. Every request fails: to run such policies
 * without what they are about, such as a key to compare with, would be worse.
 */
public final class MissingValues {

	private static final String REASON = "NamedValueUnknown";

	private MissingValues() {
	}

	/**
	 * Makes what is served in the place of the documents.
	 * @param names the display names of the named values
	 * @param document the document that is reported
	 * @return a plan that fails every request, with a warning
	 */
	public static PolicyCompilation compilation(Set<String> names, String document) {
		String message = "The value of the named value '" + String.join("', '", names)
				+ "' is not known (yet): until it is, requests fail.";
		StatementSite site = new StatementSite("policies", PolicyScope.GLOBAL, Section.INBOUND, "policies", null);
		Step step = (execution) -> {
			throw new PolicyException(
					new LastError("policies", REASON, message, null, Section.INBOUND.element(), null, null), 500, null);
		};
		PolicyPlan plan = new PolicyPlan(Map.of(Section.INBOUND, new StepSequence(List.of(step), List.of(site))),
				new EffectivePolicy(Map.of()), Secrets.NONE);
		return new PolicyCompilation(plan, List.of(new PolicyProblem(PolicyProblem.Severity.WARNING, document,
				"policies", TextPosition.START, message, null)));
	}

}
