package io.selvage.gateway.policy.statement;

import java.util.Locale;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a validation policy does about a message that is not as described.
 */
enum ValidationAction {

	/** It is not looked at. */
	IGNORE,
	/** The request fails. */
	PREVENT,
	/** It is written down, the request goes on. */
	DETECT;

	static AttributeSpec attribute(String name) {
		return AttributeSpec.choice(name, "ignore", "prevent", "detect").orExpression();
	}

	/**
	 * Returns the action of an attribute; the fallback if it is not given.
	 */
	static Value<ValidationAction> of(StatementBinding binding, String attribute, Value<ValidationAction> fallback) {
		return binding.has(attribute) ? binding.choice(attribute, ValidationAction::parse) : fallback;
	}

	/**
	 * Returns the action of a required attribute.
	 */
	static Value<ValidationAction> of(StatementBinding binding, String attribute) {
		return of(binding, attribute, Value.literal(PREVENT, binding.site()));
	}

	private static @Nullable ValidationAction parse(String text) {
		return switch (text.strip()) {
			case "ignore" -> IGNORE;
			case "prevent" -> PREVENT;
			case "detect" -> DETECT;
			default -> null;
		};
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
