package io.selvage.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.selvage.catalog.entity.Policy;
import io.selvage.catalog.entity.PolicyFragment;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.SourceLocation;
import io.selvage.catalog.resource.Violation;

/**
 * A resolve condition that takes every answer but 200 for a failure sends successful
 * requests again (201, 204, redirects), to every instance.
 */
final class DangerousPolicyRule implements ContractRule {

	private static final Pattern CONDITION = Pattern
		.compile("sf-resolve-condition\\s*=\\s*\"[^\\n]{0,500}?StatusCode\\s*!=\\s*200\\b(?!\\s*(&amp;&amp;|&&))");

	@Override
	public void check(Judgement judgement) {
		judgement.each(Policy.class, (id, policy) -> check(judgement, id, policy.text().value()));
		judgement.each(PolicyFragment.class, (id, fragment) -> check(judgement, id, fragment.text().value()));
	}

	private static void check(Judgement judgement, ResourceId id, String text) {
		if (!text.contains("sf-resolve-condition")) {
			return;
		}
		Matcher matcher = CONDITION.matcher(text);
		while (matcher.find()) {
			judgement.violations()
				.add(Violation
					.warning(id, "sf-resolve-condition",
							"'StatusCode != 200' takes every other answer for a failure, also 201, 204 and redirects: "
									+ "such requests are sent again to every instance.")
					.at(SourceLocation.of(text, matcher.start())));
		}
	}

}
